import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeClock } from '../testing/fake-clock.ts';
import { Typing } from './typing.ts';

test('CLIENT11 a typing sign fades by itself, later when it is renewed', async () => {
  const clock = new FakeClock();
  const typing = new Typing(clock);
  typing.heard('bob');
  await clock.advance(5000);
  typing.heard('bob');
  await clock.advance(5000);
  assert.deepEqual(typing.state.get(), ['bob']);
  await clock.advance(1000);
  assert.deepEqual(typing.state.get(), []);
});

test('CLIENT11 a typing sign goes with the message, and with the connection', () => {
  const typing = new Typing(new FakeClock());
  typing.heard('bob');
  typing.heard('carol');
  typing.stopped('bob');
  assert.deepEqual(typing.state.get(), ['carol']);
  typing.clear();
  assert.deepEqual(typing.state.get(), []);
});

test("CLIENT11 one's own signs are sent every few seconds at most", async () => {
  const clock = new FakeClock();
  const typing = new Typing(clock);
  const sent: boolean[] = [];
  for (let key = 0; key < 8; key++) {
    sent.push(typing.shouldSend());
    await clock.advance(1000);
  }
  assert.deepEqual(sent, [true, false, false, true, false, false, true, false]);
});

test('PROC4 a clock that is set back does not silence typing', () => {
  const clock = new FakeClock();
  const typing = new Typing(clock);
  assert.ok(typing.shouldSend());
  clock.jump(-3_600_000);
  assert.ok(typing.shouldSend());
  assert.ok(!typing.shouldSend());
});
