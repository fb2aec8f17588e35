import assert from 'node:assert/strict';
import { test } from 'node:test';
import { highlightsAtMost, highlightsOf } from '@parley/protocol/highlights.ts';
import { normalise } from '@parley/protocol/normalise.ts';
import { normalisedOffsets } from '@parley/protocol/normalised-offsets.ts';
import { conformanceQueries, conformanceTexts } from './conformance-corpus.ts';
import { Chance, sampleQuery } from './samples.test-support.ts';

/** The parts of the text that are highlighted. */
function highlighted(text: string, query: string): string[] | null {
  return highlightsOf(text, query)?.map(([start, end]) => text.slice(start, end)) ?? null;
}

test('SEARCH3 highlights are offsets in the text as written', () => {
  assert.deepEqual(highlightsOf('Hello hello', 'HELLO'), [
    [0, 5],
    [6, 11],
  ]);
  assert.equal(highlightsOf('Hello', 'x'), null);
  assert.deepEqual(highlightsOf('👍🏿 ok 👍🏿', 'ok'), [[5, 7]]);
});

test('SEARCH3 what normalising joins or splits is highlighted whole', () => {
  assert.deepEqual(highlighted('see oﬃce hours', 'ff'), ['ﬃ']);
  assert.deepEqual(highlighted('see oﬃce hours', 'ice h'), ['ﬃce h']);
  assert.deepEqual(highlighted('in İstanbul', 'st'), ['st']);
  assert.deepEqual(highlighted('in İstanbul', 'i'), ['i', 'İ']);
  assert.deepEqual(highlighted('cafe\u0301 noir', 'é'), ['e\u0301']);
  assert.deepEqual(highlighted('cafe\u0301 noir', 'noir'), ['noir']);
  assert.deepEqual(highlighted('q\u0307\u0323x', 'q\u0323'), ['q\u0307\u0323']);
  assert.deepEqual(highlighted('ｶﾞｷﾞ ok', 'ギ'), ['ｷﾞ']);
  assert.deepEqual(highlighted('\u1112\u1161\u11ab\u1100\u1173\u11af ok', '글'), ['\u1100\u1173\u11af']);
  assert.deepEqual(highlighted('a \t\n  b', 'a b'), ['a \t\n  b']);
  assert.deepEqual(highlighted('a \t\n  b', ' '), [' \t\n  ']);
  assert.deepEqual(highlighted('ΟΔΥΣΣΕΥΣ ΕΙΠΕ', 'ς ε'), ['Σ Ε']);
});

test('SEARCH3 matches that touch or overlap are one highlight; a hundred are enough', () => {
  assert.deepEqual(highlightsOf('xaaax', 'aa'), [[1, 4]]);
  assert.deepEqual(highlightsOf('a'.repeat(16_384), 'a'.repeat(200)), [[0, 16_384]]);
  assert.equal(highlightsOf('a '.repeat(8000), 'a')?.length, highlightsAtMost);
});

test('SEARCH3 every unit of every normalised text maps to the characters it came from', () => {
  for (const text of conformanceTexts) {
    const normalised = normalise(text);
    const { starts, ends } = normalisedOffsets(text, normalised.length);
    assert.equal(starts.length, normalised.length);
    for (let unit = 0; unit < normalised.length; unit++) {
      const source = normalise(text.slice(starts[unit], ends[unit]));
      const kept = normalised.charAt(unit).replace('ς', 'σ');
      assert.ok(source.replaceAll('ς', 'σ').includes(kept), `${JSON.stringify(text)} unit ${unit}`);
    }
    assert.equal(ends.at(-1), text.length);
  }
});

const seed = Date.now() % 1_000_000;

test(`SEARCH3 highlights hold the query and no more than its neighbours, whatever the text (seed ${seed})`, () => {
  const chance = new Chance(seed);
  const pieces = conformanceTexts
    .flatMap((text) => Array.from(text))
    .concat(Array.from('\u0301\u0323\u3099\uff9e\u1161\u11a8Σςİ\t'));
  for (let round = 0; round < 2000; round++) {
    const text = Array.from({ length: 1 + chance.below(30) }, () => chance.pick(pieces)).join('');
    const query = chance.below(4) === 0 ? chance.pick(conformanceQueries) : sampleQuery(chance, [text]);
    const matches = normalise(text).includes(normalise(query));
    const parts = highlighted(text, query);
    assert.equal(parts !== null, matches);
    for (const part of parts ?? []) {
      const folded = normalise(part).replaceAll('ς', 'σ');
      assert.ok(
        folded.includes(normalise(query).replaceAll('ς', 'σ')),
        JSON.stringify({ text, query, part }),
      );
    }
  }
});

test('SEARCH3 marks piled up by the thousand are mapped without delay', { timeout: 5000 }, () => {
  const text = `a${'\u0301\uff9e'.repeat(2700)} end`;
  assert.deepEqual(highlighted(text, 'end'), ['end']);
});
