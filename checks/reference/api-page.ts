import { curlOf } from '@parley/protocol/documents/curl.ts';
import { type SchemaBook, schemaBook } from '@parley/protocol/documents/json-schema.ts';
import { namedSchemas } from '@parley/protocol/documents/named-schemas.ts';
import type { Credential, Operation } from '@parley/protocol/operation.ts';
import { errorsOf } from '@parley/protocol/operation-errors.ts';
import { type OperationId, operationIds, operationOf } from '@parley/protocol/operation-table.ts';
import type { z } from 'zod';
import { fieldsOf, kindOf, page, table } from './markdown.ts';

const credentials: Readonly<Record<Credential, string>> = {
  none: 'nothing',
  operator: "the operator's key, unless apps may be created freely",
  app: "the app's token, in the path",
  session: 'a session',
};

const introduction = `Everything is below \`/api/v1\`, in JSON. A running server shows the same as a page at \`/docs\` and as OpenAPI at
\`/api/v1/openapi.json\`. In the examples \`$APP\` is an app's token and \`$SESSION\` a session's. Errors: [errors.md](errors.md);
real time: [events.md](events.md).`;

/** Every operation and every named schema, as one page. */
export function apiPage(): string {
  const book = schemaBook(operationIds.map(operationOf).flatMap(schemasOf));
  const tags = [...new Set(operationIds.map((id) => operationOf(id).tag))];
  return page('The API', 'packages/protocol/src/operation-table.ts', [
    introduction,
    overview(),
    ...tags.flatMap((tag) => [
      `## Calls: ${tag}`,
      ...operationsOf(tag).map((id) => operationSection(id, book)),
    ]),
    '## Schemas',
    ...Object.keys(namedSchemas).map((name) => `### ${name}\n\n${fieldsOf(book.components[name] ?? {})}`),
  ]);
}

function operationsOf(tag: string): OperationId[] {
  return operationIds.filter((id) => operationOf(id).tag === tag);
}

function overview(): string {
  const rows = operationIds.map((id) => {
    const { method, path, summary } = operationOf(id);
    return [`\`${method} ${path}\``, `[${summary}](#${id.toLowerCase()})`];
  });
  return table(['call', 'what it does'], rows);
}

function schemasOf({ params, query, body, answer }: Operation): z.ZodType[] {
  return [params, query, body, answer].filter((schema) => schema !== undefined && schema !== 'picture');
}

function operationSection(id: OperationId, book: SchemaBook): string {
  const operation = operationOf(id);
  const { method, path, summary, credential } = operation;
  return [
    `### ${id}`,
    `\`${method} /api/v1${path}\``,
    `${summary}. Needs ${credentials[credential]}.`,
    partSection('In the path', operation.params, book),
    partSection('In the query', operation.query, book),
    partSection('Body', operation.body, book),
    answerLine(operation, book),
    `Errors: ${errorsOf(operation)
      .map((code) => `[\`${code}\`](errors.md)`)
      .join(', ')}`,
    `\`\`\`sh\n${curlOf(id, 'http://127.0.0.1:8080')}\n\`\`\``,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function partSection(title: string, schema: Operation['body'], book: SchemaBook): string {
  if (schema === undefined) return '';
  if (schema === 'picture') return `${title}: the bytes of a picture.`;
  const shape = book.of(schema);
  return shape.$ref === undefined ? `${title}:\n\n${fieldsOf(shape)}` : `${title}: ${kindOf(shape)}`;
}

function answerLine({ status, answer, answerHeaders = {} }: Operation, book: SchemaBook): string {
  const headers = Object.entries(answerHeaders).map(([name, meaning]) => ` Header \`${name}\`: ${meaning}`);
  if (answer === undefined) return `Answer ${status}, empty.${headers.join('')}`;
  if (answer === 'picture') return `Answer ${status}: the bytes of a picture.${headers.join('')}`;
  const shape = book.of(answer);
  const items = shape.properties?.items;
  return `Answer ${status}: ${items ? `${kindOf(items)}, in \`items\`` : kindOf(shape)}.${headers.join('')}`;
}
