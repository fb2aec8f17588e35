/** What nodes say of their appends, all together. */
export interface LogMetrics {
  readonly publishes: number;
  readonly entries: number;
  readonly conflicts: number;
}

/** Reads the metrics of nodes; of processes that were started again only the newest life counts. */
export async function readLogMetrics(urls: readonly string[]): Promise<LogMetrics> {
  const texts = await Promise.all(urls.map(async (url) => (await fetch(`${url}/metrics`)).text()));
  const sum = (name: string) => texts.reduce((total, text) => total + metricIn(text, name), 0);
  return {
    publishes: sum('parley_log_publish_seconds_count'),
    entries: sum('parley_log_publish_entries_sum'),
    conflicts: sum('parley_log_conflicts_total'),
  };
}

function metricIn(text: string, name: string): number {
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  if (line === undefined) throw new Error(`a node does not measure ${name}`);
  return Number(line.slice(name.length + 1));
}
