/** Rounds of a random test; PARLEY_FUZZ_ROUNDS asks for more. */
export const rounds = Number(process.env.PARLEY_FUZZ_ROUNDS ?? 1000);
/** What a random test begins with; PARLEY_FUZZ_SEED repeats one. */
export const seed = Number(process.env.PARLEY_FUZZ_SEED ?? Date.now() % 1_000_000_000);

/** Numbers in [0, 1) that a seed repeats: mulberry32. */
function randomOf(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const random = randomOf(seed);
export const pick = <Value>(values: readonly Value[]): Value =>
  values[Math.floor(random() * values.length)] as Value;

/** Values that programs trip over. */
export const nasty: readonly unknown[] = [
  ...[null, true, false, 0, 1, 2, 3, -1, 0.5, 1e308, -0, 2 ** 32, 2 ** 53, '', ' ', '0', '1', '2', '-1', 'x'],
  ...[
    '\u0000',
    '\ud800',
    '\u202e',
    '😀',
    'ä',
    "' or 1=1 --",
    '%00',
    '../..',
    '__proto__',
    'owner',
    'me',
    'current',
  ],
  ...['x'.repeat(65), 'y'.repeat(300), 'z'.repeat(20_000), '2026-01-01T00:00:00Z', '1.1', '99999999999999.1'],
  ...['1_', '~', '4294967295', '[]', '{}', 'null', '*', '%', '_', '"', "'", '\\', '\n'],
  ...[
    [],
    {},
    [[]],
    [1],
    ['owner'],
    ['admin', 'admin'],
    { chat: 1, number: 1 },
    { chat: 2, number: 2 },
    { a: { b: {} } },
  ],
];
/** For addresses, which have an end: what is beyond it never becomes a request. */
export const words: readonly string[] = nasty.filter(
  (value): value is string => typeof value === 'string' && value !== '' && value.length < 1000,
);
