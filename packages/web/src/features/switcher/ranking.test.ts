import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ranked, score } from './ranking.ts';

const candidates = [
  { id: 'harbour', names: ['Harbour walkers'] },
  { id: 'bob', names: ['Bob Okafor', 'bob'] },
  { id: 'abo', names: ['Abo Harmon'] },
  { id: 'zoe', names: ['Zoë Ångström', 'zoe'] },
  { id: 'cake', names: ['Charity bake off'] },
];
const ids = (query: string) => ranked(query, candidates).map(({ id }) => id);

describe('the quick switcher', () => {
  test('WEB94 nothing typed leaves the order, which is the most recent first', () => {
    assert.deepEqual(ids('  '), ['harbour', 'bob', 'abo', 'zoe', 'cake']);
  });

  test('WEB94 a beginning comes before a word, a word before a part, a part before scattered letters', () => {
    assert.deepEqual(ids('har'), ['harbour', 'abo', 'cake']);
    assert.deepEqual(ids('bo'), ['bob', 'harbour', 'abo', 'cake']);
    assert.ok((score('wal', 'Harbour walkers') ?? 0) > (score('our', 'Harbour walkers') ?? 0));
    assert.ok((score('our', 'Harbour walkers') ?? 0) > (score('hbw', 'Harbour walkers') ?? 0));
  });

  test('WEB94 accents and case do not matter, several words have to fit all', () => {
    assert.deepEqual(ids('ANGSTROM'), ['zoe']);
    assert.deepEqual(ids('zoé å'), ['zoe']);
    assert.deepEqual(ids('bob har'), []);
    assert.deepEqual(ids('okafor bob'), ['bob']);
  });

  test('WEB94 letters in their order are enough, a single scattered one is not', () => {
    assert.deepEqual(ids('hwk'), ['harbour']);
    assert.deepEqual(ids('xyz'), []);
  });
});
