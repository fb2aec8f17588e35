/** A generator of numbers in [0, 1) that a seed fixes (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Code points of every length in UTF-8, with those that change under normalisation. */
const ranges = [
  [0x20, 0x7e],
  [0x00, 0x1f],
  [0xa0, 0x7ff],
  [0x0800, 0xd7ff],
  [0xe000, 0xffff],
  [0xff01, 0xff5e],
  [0x1f300, 0x1faff],
  [0x10000, 0x10ffff],
] as const;

/** A well-formed text of up to 40 code points. */
export function randomText(random: () => number): string {
  const length = Math.floor(random() * 40);
  let text = '';
  for (let index = 0; index < length; index++) {
    const [from, to] = ranges[Math.floor(random() * ranges.length)] ?? [0x20, 0x7e];
    text += String.fromCodePoint(from + Math.floor(random() * (to - from + 1)));
  }
  return text;
}
