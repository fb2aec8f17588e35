const logsPerApp = 2 ** 32;

/** The routing value of a log's messages: its app, so that one app's are together. */
export function routingOf(log: number): string {
  return String(Math.floor(log / logsPerApp));
}

/** The routing of a search over several logs. */
export function routingOfAll(logs: readonly number[]): string {
  return [...new Set(logs.map(routingOf))].join(',');
}
