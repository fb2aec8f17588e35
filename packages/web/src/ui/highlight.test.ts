import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { excerpt, highlightParts } from './highlight.ts';

describe('highlights', () => {
  test('WEB6 marks exactly the ranges, in order, and keeps the text whole', () => {
    const parts = highlightParts('abcdef', [
      [4, 5],
      [1, 3],
    ]);
    assert.deepEqual(parts.map(({ text, marked }) => (marked ? `[${text}]` : text)).join(''), 'a[bc]d[e]f');
  });

  test('WEB6 ranges that overlap or leave the text are clamped', () => {
    const parts = highlightParts('abc', [
      [0, 2],
      [1, 9],
      [7, 8],
    ]);
    assert.equal(parts.map(({ text }) => text).join(''), 'abc');
    assert.ok(parts.every(({ marked }) => marked));
  });

  test('WEB6 an excerpt of a long message holds what was found, at its moved place', () => {
    const text = `${'word '.repeat(100)}needle ${'word '.repeat(100)}`;
    const at = text.indexOf('needle');
    const cut = excerpt(text, [[at, at + 6]]);
    const [start, end] = cut.ranges[0] ?? [0, 0];
    assert.equal(cut.text.slice(start, end), 'needle');
    assert.ok(cut.text.length < 260 && cut.text.startsWith('…'));
  });

  test('WEB6 a short message is its own excerpt', () => {
    assert.deepEqual(excerpt('hello', [[0, 2]]), { text: 'hello', ranges: [[0, 2]] });
  });
});
