import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleMember, sampleView } from '../testing/sample-chat.ts';
import { stateFromView } from './chat-state.ts';
import { moveMarks } from './move-marks.ts';
import { messageStatus, receiptsOf } from './receipts.ts';

const members = ['alice', 'bob', 'carol'].map((username) => sampleMember(username));
const start = stateFromView(sampleView({ messages_count: 9, members }), [], 'alice');
const bob = (state: typeof start) => state.members.find((member) => member.username === 'bob');

test('SYNC13 marks end the same in whatever order they come, and never go back', () => {
  const marks = [
    { delivered: 3, read: 1 },
    { delivered: 5, read: 5 },
    { delivered: 9, read: 2 },
  ];
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 0, 2],
    [1, 2, 1],
  ]) {
    const moved = order.reduce((state, index) => moveMarks(state, 'bob', marks[index] ?? start.marks), start);
    assert.equal(bob(moved)?.read, 5, String(order));
    assert.ok((bob(moved)?.delivered ?? 0) >= 5);
  }
});

test('SYNC13 what was read was received', () => {
  assert.deepEqual(moveMarks(start, 'alice', { delivered: 0, read: 4 }).marks, { delivered: 4, read: 4 });
});

test('SYNC13 a mark that says nothing new changes nothing', () => {
  const moved = moveMarks(start, 'bob', { delivered: 4, read: 4 });
  assert.equal(moveMarks(moved, 'bob', { delivered: 2, read: 1 }), moved);
  assert.equal(moveMarks(moved, 'stranger', { delivered: 9, read: 9 }), moved);
});

test('CLIENT13 a message is delivered or read when it is so for every other member', () => {
  const one = moveMarks(start, 'bob', { delivered: 5, read: 5 });
  assert.equal(messageStatus(one, 5, 'alice'), 'sent');
  const both = moveMarks(one, 'carol', { delivered: 5, read: 4 });
  assert.equal(messageStatus(both, 5, 'alice'), 'delivered');
  assert.equal(messageStatus(both, 4, 'alice'), 'read');
  assert.deepEqual(receiptsOf(both, 5, 'alice'), { delivered: ['carol'], read: ['bob'] });
  const alone = stateFromView(sampleView({ members: [sampleMember('alice')] }), [], 'alice');
  assert.equal(messageStatus(alone, 1, 'alice'), 'sent');
});
