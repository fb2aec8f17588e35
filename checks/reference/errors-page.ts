import { type ErrorRule, errorTable, type Retry } from '@parley/protocol/errors.ts';
import { page, table } from './markdown.ts';

const introduction = `Whatever is not a success answers \`{"error":{"code","message","retry","details"?}}\`, over HTTP with the status below, over a
WebSocket in an \`error\` frame. Decide by \`code\`; \`message\` is for people and may change.`;

const advice: Readonly<Record<Retry, string>> = {
  never: 'the same again will fail again',
  backoff: 'wait and repeat; `details.retry_after_ms` says how long where it is known',
  reconnect: 'connect anew and sync',
};

/** The closed table of errors. */
export function errorsPage(): string {
  const rows = Object.entries<ErrorRule>(errorTable).map(([code, { status, retry, close, meaning }]) => [
    `\`${code}\``,
    String(status),
    retry,
    close === undefined ? '' : String(close),
    meaning,
  ]);
  const retries = Object.entries(advice).map(([retry, meaning]) => [`\`${retry}\``, meaning]);
  return page('Errors', 'packages/protocol/src/errors.ts', [
    introduction,
    table(['code', 'status', 'retry', 'close code', 'meaning'], rows),
    '## Retry',
    table(['retry', 'what to do'], retries),
  ]);
}
