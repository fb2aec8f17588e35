import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PlacedEntry } from '@parley/protocol/entry.ts';
import { placed, sampleMessage, sampleView } from '../testing/sample-chat.ts';
import { stateFromView } from './chat-state.ts';
import { foldEntry } from './fold-entry.ts';
import { trimMessages } from './message-window.ts';
import { lacksSpoken, mergeSpoken, spokenBound } from './spoken.ts';

/** Position 40, with messages 18 to 20 at positions 36, 38 and 40. */
function state() {
  const view = sampleView({ position: 40, messages_count: 20 });
  const messages = [18, 19, 20].map((number) => sampleMessage(number, { position: 2 * number }));
  return stateFromView(view, messages, 'alice');
}

const renamed = (position: number) => placed(position, { kind: 'chat_renamed', name: `name ${position}` });
const page = (readBelow: number, after: number, ...positions: number[]) => ({
  readBelow,
  after,
  items: positions.map(renamed),
});
const positions = ({ spoken }: ReturnType<typeof state>) => spoken.map(({ position }) => position);

describe('what a timeline tells', () => {
  test('SYNC20 a fresh state lacks it until it is read as far as the messages held reach', () => {
    const fresh = state();
    assert.ok(lacksSpoken(fresh));
    const some = mergeSpoken(fresh, page(41, 38, 39));
    assert.ok(lacksSpoken(some));
    const all = mergeSpoken(some, page(39, 30, 37, 31));
    assert.deepEqual([positions(all), all.spokenAfter, lacksSpoken(all)], [[31, 37, 39], 30, false]);
    const told = [renamed(41), placed(42, { kind: 'reaction_added', number: 20, emoji: '👍' })];
    assert.deepEqual(positions(told.reduce(foldEntry, all)), [31, 37, 39, 41]);
  });

  test('SYNC20 a page that is not next to what is held changes nothing', () => {
    const fresh = state();
    assert.equal(mergeSpoken(fresh, page(39, 0, 37)), fresh);
  });

  test('SYNC20 what was told before the oldest message goes with the messages', () => {
    const all = mergeSpoken(state(), page(41, 0, 39, 37, 5));
    const trimmed = trimMessages(all, 2);
    assert.deepEqual([positions(trimmed), trimmed.spokenAfter, lacksSpoken(trimmed)], [[39], 38, false]);
  });

  test('SYNC20 no more than the newest thousand are held, and then no more are asked for', () => {
    const many = Array.from({ length: spokenBound + 5 }, (_, index): PlacedEntry => renamed(41 + index));
    const bound = many.reduce(foldEntry, state());
    assert.deepEqual([bound.spoken.length, bound.spokenAfter, lacksSpoken(bound)], [spokenBound, 45, false]);
  });
});
