/** The values of a metric, all labels and nodes together, as nodes answer them at /metrics now. */
export async function metricSums(urls: readonly string[]): Promise<(name: string) => number> {
  const texts = await Promise.all(urls.map(async (url) => (await fetch(`${url}/metrics`)).text()));
  const sums = new Map<string, number>();
  for (const [, name = '', value] of texts.join('\n').matchAll(/^(\w+)(?:\{.*\})? (\S+)$/gm))
    sums.set(name, (sums.get(name) ?? 0) + Number(value));
  return (name) => sums.get(name) ?? 0;
}
