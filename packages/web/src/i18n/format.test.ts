import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ago, dayHeading, rowTime, startOfDay } from './format.ts';

const now = new Date(2026, 10, 21, 14, 5);

describe('times', () => {
  test('WEB24 day headings by distance', () => {
    assert.equal(dayHeading(new Date(2026, 10, 21, 0, 0), now, 'en'), 'Today');
    assert.equal(dayHeading(new Date(2026, 10, 20, 23, 59), now, 'en'), 'Yesterday');
    assert.equal(dayHeading(new Date(2026, 10, 20, 23, 59), now, 'de'), 'Gestern');
    assert.equal(dayHeading(new Date(2026, 10, 16, 12), now, 'en'), 'Monday');
    assert.equal(dayHeading(new Date(2026, 2, 3), now, 'en-GB'), '3 March');
    assert.equal(dayHeading(new Date(2025, 2, 3), now, 'en-GB'), '3 March 2025');
  });

  test('WEB24 a day of 25 hours is one day', () => {
    const before = new Date(2026, 9, 25, 0, 30);
    const after = new Date(2026, 9, 26, 0, 10);
    assert.notEqual(startOfDay(before), startOfDay(after));
    assert.equal(dayHeading(before, after, 'en'), 'Yesterday');
  });

  test('WEB24 rows of a list: the time today, then the weekday, then the date', () => {
    assert.equal(rowTime(new Date(2026, 10, 21, 9, 3), now, 'en-GB'), '09:03');
    assert.equal(rowTime(new Date(2026, 10, 19), now, 'en'), 'Thu');
    assert.equal(rowTime(new Date(2026, 0, 2), now, 'en-GB'), '2 Jan');
  });

  test('WEB24 how long ago, in the largest unit that fits, never in the future', () => {
    assert.equal(ago(new Date(now.getTime() - 3 * 60_000), now, 'en'), '3 minutes ago');
    assert.equal(ago(new Date(now.getTime() - 26 * 3_600_000), now, 'en'), 'yesterday');
    assert.equal(ago(new Date(now.getTime() + 60_000), now, 'en'), 'this minute');
  });
});
