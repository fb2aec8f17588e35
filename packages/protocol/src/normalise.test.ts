import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalise } from './normalise.ts';
import { randomText, seededRandom } from './random-text.test-support.ts';

const cases: readonly (readonly [text: string, normalised: string])[] = [
  ['Hello', 'hello'],
  ['a \t\n\r\u00a0\u3000 b', 'a b'],
  [' x ', ' x '],
  ['ﬁne', 'fine'],
  ['ＡＢＣ１２３', 'abc123'],
  ['Cafe\u0301', 'caf\u00e9'],
  ['ÄÖÜ ẞ', 'äöü ß'],
  ['Ⅷ ½ ²', 'viii 1⁄2 2'],
  ['ｶﾞ', 'ガ'],
  ['한글', '한글'],
  ['👍🏽 😀', '👍🏽 😀'],
  ['', ''],
  ['a\u2028b', 'a b'],
];

test('SEARCH1 texts are compared in NFKC, in lower case, with single spaces', () => {
  for (const [text, normalised] of cases) assert.equal(normalise(text), normalised, JSON.stringify(text));
});

test('SEARCH1 a query with other case, form or spacing finds the same', (t) => {
  const seed = Date.now() % 1_000_000;
  t.diagnostic(`seed ${seed}`);
  const random = seededRandom(seed);
  for (let round = 0; round < 2000; round++) {
    const text = normalise(randomText(random));
    assert.ok(!/\s{2}/u.test(text), `seed ${seed}, ${JSON.stringify(text)}`);
    assert.equal(normalise(text.normalize('NFD')), normalise(text), `seed ${seed}, ${JSON.stringify(text)}`);
  }
});
