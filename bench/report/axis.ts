/** From a value to its place on an axis, as a share of its length, and the values to label. */
export interface Axis {
  readonly ticks: readonly number[];
  share(value: number): number;
}

const steps = [1, 2, 5, 10];

/** An axis that has room for all values and ends on round numbers. */
export function axisOf(values: readonly number[], isLogarithmic: boolean): Axis {
  const finite = values.filter((value) => Number.isFinite(value) && (!isLogarithmic || value > 0));
  const least = finite.length === 0 ? 1 : Math.min(...finite);
  const most = finite.length === 0 ? 10 : Math.max(...finite);
  return isLogarithmic ? logarithmic(least, most) : linear(least, most);
}

function linear(least: number, most: number): Axis {
  const range = most - least || Math.abs(most) || 1;
  const rough = range / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (steps.find((each) => each * power >= rough) ?? 10) * power;
  const from = Math.floor(least / step) * step;
  const count = Math.max(1, Math.ceil((most - from) / step - 1e-9));
  const ticks = Array.from({ length: count + 1 }, (_, index) =>
    Number((from + index * step).toPrecision(12)),
  );
  return { ticks, share: (value) => (value - from) / (count * step) };
}

/** Labels at 1, 2 and 5 times powers of ten; powers alone where that would be many. */
function logarithmic(least: number, most: number): Axis {
  const all: number[] = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.ceil(Math.log10(most)); power++) {
    for (const step of [1, 2, 5]) all.push(Number((step * 10 ** power).toPrecision(3)));
  }
  const from = all.findLast((tick) => tick <= least) ?? least;
  const to = all.find((tick) => tick >= most && tick > from) ?? most * 10;
  const inside = all.filter((tick) => tick >= from && tick <= to);
  const isPower = (tick: number) => Number.isInteger(Math.log10(tick));
  const ticks =
    inside.length <= 9 ? inside : inside.filter((tick) => isPower(tick) || tick === from || tick === to);
  const span = Math.log10(to) - Math.log10(from);
  return { ticks, share: (value) => (Math.log10(Math.max(value, from)) - Math.log10(from)) / span };
}

/** Percentiles, each nine more as far from the one before as that from the one before it. */
export const percentileAxis: Axis = {
  ticks: [50, 90, 99, 99.9],
  share: (percent) => (nines(percent) - nines(50)) / (nines(99.9) - nines(50)),
};

function nines(percent: number): number {
  return -Math.log10(1 - Math.min(percent, 99.999) / 100);
}
