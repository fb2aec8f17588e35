/** When, and how much. */
export type Sample = readonly [number, number];

const blocks = 10;

/**
 * The line through samples, laid through the means of ten blocks so that neighbours that go up and down together
 * do not count as evidence many times over. `byError`: the slope divided by its standard error.
 */
export function slopeOf(samples: readonly Sample[]): { readonly perUnit: number; readonly byError: number } {
  const points = meansOf(samples);
  const meanX = mean(points.map(([x]) => x));
  const meanY = mean(points.map(([, y]) => y));
  const spread = sum(points.map(([x]) => (x - meanX) ** 2));
  const perUnit = sum(points.map(([x, y]) => (x - meanX) * (y - meanY))) / spread;
  const left = sum(points.map(([x, y]) => (y - meanY - perUnit * (x - meanX)) ** 2));
  const error = Math.sqrt(left / Math.max(1, points.length - 2) / spread);
  return { perUnit, byError: error === 0 ? 0 : perUnit / error };
}

function meansOf(samples: readonly Sample[]): Sample[] {
  const count = Math.min(blocks, samples.length);
  return Array.from({ length: count }, (_, block): Sample => {
    const from = Math.floor((samples.length * block) / count);
    const part = samples.slice(from, Math.floor((samples.length * (block + 1)) / count));
    return [mean(part.map(([x]) => x)), mean(part.map(([, y]) => y))];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
