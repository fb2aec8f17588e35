import type { Seeded } from '@parley/testkit/seeded.ts';

/** JSON as bytes that somebody wrote wrongly, or in a way that parsers read differently. */
export function mutatedText(json: string, chance: Seeded): Buffer {
  return chance.pick(textMutations)(json, chance);
}

type TextMutation = (json: string, chance: Seeded) => Buffer;

const textMutations: readonly TextMutation[] = [
  (json, chance) => Buffer.from(json.slice(0, chance.below(json.length + 1))),
  (json, chance) => Buffer.from(json + chance.pick([' ', '\n', ',', '}', ']', '\0', json, '//x', '\u2028'])),
  (json, chance) => Buffer.from(chance.pick(['\ufeff', ' ', '\0', '\v', ")]}',\n", '\x1e']) + json),
  (json, chance) => inserted(json, chance, Buffer.from(chance.pick(pieces))),
  (json, chance) => inserted(json, chance, chance.pick(wrongBytes)),
  (json, chance) => Buffer.from(json, chance.pick(['utf16le', 'latin1'] as const)),
  flipped,
  doubledKey,
  (json) => Buffer.from(json.replaceAll('"', "'")),
  (json) => Buffer.from(json.replace(/:("[^"]*"|\d+)/, ':$1,')),
  (json, chance) => Buffer.from(json.replace(/:("[^"]*"|\d+)/, `:${chance.pick(numbers)}`)),
  (_, chance) =>
    Buffer.from(chance.pick(['[', '{"a":', '[[', '"', '{"type":']).repeat(chance.pick([1, 20, 5000]))),
  (_, chance) => Buffer.from(chance.pick(['', 'null', '[]', '0', '""', 'true', 'undefined', '\0', '{', '}'])),
];

/** Escapes and signs that end a string, a value or a document where they do not belong. */
const pieces = [
  '"',
  '\\',
  '\\u',
  '\\ud800',
  '\\u0000',
  '\\x41',
  '\n',
  '\t',
  '\u007f',
  '{',
  '}',
  ',',
  ':',
  '/*x*/',
];

/** Bytes that are no UTF-8: overlong, half, surrogates, beyond Unicode, alone. */
const wrongBytes = [
  Buffer.of(0xc0, 0xaf),
  Buffer.of(0xc1, 0xbf),
  Buffer.of(0xe0, 0x80, 0xaf),
  Buffer.of(0xed, 0xa0, 0x80),
  Buffer.of(0xf0, 0x80, 0x80, 0xaf),
  Buffer.of(0xf4, 0x90, 0x80, 0x80),
  Buffer.of(0xf8, 0x88, 0x80, 0x80, 0x80),
  Buffer.of(0x80),
  Buffer.of(0xff, 0xfe),
  Buffer.of(0xe2, 0x82),
];

const numbers = [
  '1e400',
  '-0',
  '1E2',
  '01',
  '+1',
  '.5',
  '5.',
  'NaN',
  'Infinity',
  '0x1',
  '9'.repeat(400),
  '1n',
];

function inserted(json: string, chance: Seeded, piece: Buffer): Buffer {
  const bytes = Buffer.from(json);
  const at = chance.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}

function flipped(json: string, chance: Seeded): Buffer {
  const bytes = Buffer.from(json);
  for (let times = chance.below(4); times >= 0 && bytes.length > 0; times -= 1) {
    const at = chance.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
  }
  return bytes;
}

/** The same name twice in one object, the second time with another value. */
function doubledKey(json: string, chance: Seeded): Buffer {
  const [, name] = /\{("[^"]*")/.exec(json) ?? [];
  return Buffer.from(
    name === undefined ? json : json.replace(/\}$/, `,${name}:${chance.pick(['1', 'null', '"x"', '{}'])}}`),
  );
}
