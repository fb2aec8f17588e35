import type { Operation } from '../operation.ts';
import { type OperationId, operationOf } from '../operation-table.ts';
import { bodyExample, parameterExamples } from './examples.ts';

/**
 * A command line that does this operation. Credentials are shell variables, so that it works as it is once they are set:
 * `$APP` an app's token, `$SESSION` a session's.
 */
export function curlOf(id: OperationId, serverUrl: string): string {
  const operation = operationOf(id);
  const parts = ['curl'];
  if (operation.answer === 'picture') parts.push('--output picture');
  if (operation.method !== 'GET') parts.push(`-X ${operation.method}`);
  parts.push(`"${serverUrl}/api/v1${pathOf(operation)}${queryOf(operation)}"`);
  if (operation.credential === 'session') parts.push('-H "Authorization: Bearer $SESSION"');
  if (operation.answerHeaders !== undefined) parts.push('--include');
  return [parts.join(' '), ...bodyOf(id, operation)].join(' \\\n  ');
}

function pathOf({ path }: Operation): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) =>
    name === 'token' ? '$APP' : encodeURIComponent(parameterExamples[name] ?? name),
  );
}

/** Only what the operation cannot do without: the search text. */
function queryOf({ query }: Operation): string {
  if (query === undefined || query.safeParse({}).success) return '';
  for (const name of ['q', 'keyword']) {
    const given = query.safeParse({ [name]: parameterExamples[name] });
    if (given.success) return `?${name}=${encodeURIComponent(parameterExamples[name] ?? '')}`;
  }
  return '';
}

function bodyOf(id: OperationId, { body }: Operation): string[] {
  if (body === undefined) return [];
  if (body === 'picture') return ["-H 'Content-Type: image/png' --data-binary @picture.png"];
  const json = JSON.stringify(bodyExample(id)).replaceAll("'", "'\\''");
  return ["-H 'Content-Type: application/json'", `-d '${json}'`];
}
