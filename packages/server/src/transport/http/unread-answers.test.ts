import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { UnreadAnswers } from './unread-answers.ts';

const megabyte = 1024 * 1024;

test('HOST7 an address is given no more answers while it leaves too many unread', () => {
  const unread = new UnreadAnswers(true);
  const answers = Array.from({ length: 32 }, () => new EventEmitter());
  for (const answer of answers) {
    assert.ok(unread.hasRoom('here'));
    unread.add('here', megabyte, answer as never);
  }
  assert.ok(!unread.hasRoom('here'));
  assert.ok(unread.hasRoom('elsewhere'));
  answers[0]?.emit('close');
  assert.ok(unread.hasRoom('here'));
});

test('HOST7 where limits are off, nothing is counted', () => {
  const unread = new UnreadAnswers(false);
  unread.add('here', 100 * megabyte, new EventEmitter() as never);
  assert.ok(unread.hasRoom('here'));
});
