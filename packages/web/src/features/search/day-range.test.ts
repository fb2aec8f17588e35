import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readFilters, readPane } from '../../app/search-params.ts';
import { daysBefore, momentsOf, writtenDay } from './day-range.ts';

describe('the filters of a search', () => {
  test('WEB96 both days of a range are part of it, also when clocks change', () => {
    const { since = '', until = '' } = momentsOf({ since: '2026-10-25', until: '2026-10-25' });
    assert.equal(new Date(since).getTime(), new Date(2026, 9, 25).getTime());
    assert.equal(new Date(until).getTime(), new Date(2026, 9, 26).getTime());
    assert.deepEqual(momentsOf({}), {});
  });

  test('WEB96 a day is written as it is where the reader is', () => {
    assert.equal(writtenDay(new Date(2026, 0, 3, 23, 59)), '2026-01-03');
    assert.equal(daysBefore(new Date(2026, 2, 1, 1), 1), '2026-02-28');
  });

  test('WEB96 an address keeps what it knows of a search and drops the rest', () => {
    const raw = { q: 42, chat: '7', from: 'bob', since: '2026-02-30x', until: '2026-11-21', evil: '1' };
    assert.deepEqual(readFilters(raw), { q: '42', chat: 7, from: 'bob', until: '2026-11-21' });
    assert.deepEqual(readFilters({ q: '', chat: '-1', from: '<b>', since: '2026-13-01' }), {});
    assert.deepEqual(readPane({ ...raw, pane: 'details' }), { pane: 'details' });
    assert.deepEqual(readPane({ q: 'x', pane: 'else' }), {});
    assert.deepEqual(readPane({ q: 'x', pane: 'search' }), { pane: 'search', q: 'x' });
  });
});
