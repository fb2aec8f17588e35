import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runsOf } from './result-runs.ts';

test('WEB97 neighbours of one chat stand under one heading, and later results change no earlier one', () => {
  const firstPage = ['a1', 'a2', 'b3', 'a4'];
  const keyOf = (item: string) => item.slice(0, 1);
  const runs = runsOf(firstPage, keyOf);
  assert.deepEqual(
    runs.map(({ key, items }) => `${key}:${items.join()}`),
    ['a:a1,a2', 'b:b3', 'a:a4'],
  );
  const both = runsOf([...firstPage, 'a5', 'c6'], keyOf);
  assert.deepEqual(both.slice(0, 2), runs.slice(0, 2));
  assert.deepEqual(both[2]?.items, ['a4', 'a5']);
  assert.deepEqual(runsOf([], keyOf), []);
});
