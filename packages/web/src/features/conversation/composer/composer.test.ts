import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MemberState } from '@parley/client/chat/chat-state.ts';
import { bytesLeft } from './bytes-left.ts';
import { toggleMark } from './format-selection.ts';
import { matchPeople, mentionsIn } from './mentions.ts';
import { triggerAt } from './trigger.ts';

function member(username: string | null, name = ''): MemberState {
  return { username, name, role: 'member', joinedAt: '', delivered: 0, read: 0 };
}

describe('what is completed', () => {
  test('WEB73 an @ at the start of a word asks for people, at the caret only', () => {
    assert.deepEqual(triggerAt('hi @bo', 6), { kind: 'person', start: 3, query: 'bo' });
    assert.deepEqual(triggerAt('@', 1), { kind: 'person', start: 0, query: '' });
    assert.deepEqual(triggerAt('(@bo) later', 4), { kind: 'person', start: 1, query: 'bo' });
    assert.equal(triggerAt('mail a@b', 8), null);
    assert.equal(triggerAt('hi @bo ', 7), null);
    assert.equal(triggerAt(`@${'a'.repeat(5000)}`, 5001), null);
  });

  test('WEB77 a colon and two letters ask for emoji; a smile of old and a time do not', () => {
    assert.deepEqual(triggerAt('so :smi', 7), { kind: 'emoji', start: 3, query: 'smi' });
    for (const text of [':)', ':s', '12:30', ':30']) assert.equal(triggerAt(text, text.length), null, text);
  });

  test('WEB73 people are found by username and by any word of their name', () => {
    const people = [
      { username: 'carol', name: 'Carol Lindqvist' },
      { username: 'lin', name: 'Mei Lin' },
      { username: 'bob', name: 'Bob Okafor' },
    ];
    assert.deepEqual(
      matchPeople(people, 'LIN').map(({ username }) => username),
      ['lin', 'carol'],
    );
    assert.equal(matchPeople(people, '').length, 3);
  });

  test('WEB73 a message mentions members, each once, and nobody in code', () => {
    const members = [member('bob'), member('carol'), member(null)];
    assert.deepEqual(mentionsIn('@bob and @Carol, @bob, @dave, a@bob', members), ['bob', 'carol']);
    assert.deepEqual(mentionsIn('`@bob`\n```\n@carol\n```', members), []);
  });
});

describe('formatting keys', () => {
  test('WEB74 marks go around the selection, and away again', () => {
    const made = toggleMark({ text: 'a b c', start: 2, end: 3 }, '**');
    assert.deepEqual(made, { text: '**b**', from: 2, to: 3, start: 4, end: 5 });
    const undone = toggleMark({ text: 'a **b** c', start: 4, end: 5 }, '**');
    assert.deepEqual(undone, { text: 'b', from: 2, to: 7, start: 2, end: 3 });
    assert.deepEqual(toggleMark({ text: '', start: 0, end: 0 }, '_').start, 1);
  });
});

describe('the limit', () => {
  test('WEB76 what is left is said near the limit only, in bytes', () => {
    assert.equal(bytesLeft('a'.repeat(80), 100), null);
    assert.equal(bytesLeft('a'.repeat(95), 100), 5);
    assert.equal(bytesLeft('é'.repeat(60), 100), -20);
    assert.equal(bytesLeft('🎉'.repeat(25), 100), 0);
    assert.equal(bytesLeft('\ud800'.repeat(33), 100), 1);
  });
});
