import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomText, seededRandom } from './random-text.test-support.ts';
import { fitsBytes, utf8Length } from './utf8.ts';

const encoder = new TextEncoder();

test('INPUT8 bytes are counted as the UTF-8 encoder counts them', (t) => {
  const seed = Date.now() % 1_000_000;
  t.diagnostic(`seed ${seed}`);
  const random = seededRandom(seed);
  for (let round = 0; round < 3000; round++) {
    const text = randomText(random);
    const bytes = encoder.encode(text).length;
    assert.equal(utf8Length(text), bytes, `seed ${seed}, text ${JSON.stringify(text)}`);
    for (const bound of [0, bytes - 1, bytes, bytes + 1, bytes * 3]) {
      assert.equal(fitsBytes(text, bound), bytes <= bound, `seed ${seed}, bound ${bound}`);
    }
  }
});

test('INPUT8 the borders between lengths of UTF-8 are exact', () => {
  for (const text of [
    '',
    '\u007f',
    '\u0080',
    '\u07ff',
    '\u0800',
    '\ud7ff',
    '\ue000',
    '\uffff',
    '\u{10000}',
    '\u{10ffff}',
  ]) {
    assert.equal(utf8Length(text), encoder.encode(text).length, JSON.stringify(text));
  }
});
