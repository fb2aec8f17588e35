import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { directionOf, isolated } from './direction.ts';

describe('what people wrote inside a sentence', () => {
  test('WEB120 a name that reads the other way is isolated, others stay as they are', () => {
    assert.equal(isolated('Bob Okafor', 'en'), 'Bob Okafor');
    assert.equal(isolated('ليلى', 'en'), '\u2068ليلى\u2069');
    assert.equal(isolated('ليلى', 'ar'), 'ليلى');
    assert.equal(isolated('Bob 7', 'ar'), '\u2068Bob 7\u2069');
    assert.equal(isolated('👍', 'ar'), '👍');
    assert.equal(isolated('田中', 'ja'), '田中');
  });

  test('WEB120 marks that turn a line around end with the text they stand in', () => {
    assert.equal(isolated('a\u202eb', 'en'), '\u2068a\u202eb\u2069');
    assert.equal(isolated('a\u2069\u202eb', 'en'), '\u2068a\u202eb\u2069');
  });

  test('WEB117 Arabic is written from right to left', () => {
    assert.deepEqual(['en', 'de', 'es', 'ja', 'ar'].map(directionOf), ['ltr', 'ltr', 'ltr', 'ltr', 'rtl']);
  });
});
