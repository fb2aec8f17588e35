import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually } from './testing/eventually.ts';
import { Stage, stateOf } from './testing/stage.ts';

let stage: Stage;
before(async () => {
  stage = await Stage.open();
});
after(() => stage[Symbol.asyncDispose]());

test('SYNC20 a device that was not there tells who joined, however many reactions came between', async () => {
  const number = await stage.newGroup();
  const alice = stage.as('alice');
  await stage.say(20, number);
  await alice.call('changeChat', { params: { number }, body: { name: 'new name' } });
  const params = { chat: number, number: 10, emoji: '👍' };
  for (let each = 0; each < 30; each++) {
    await alice.call('addReaction', { params });
    await alice.call('removeReaction', { params });
  }
  await stage.say(20, number);
  const device = await stage.deviceOf('bob');
  await device.with(number, async (handle) => {
    const kinds = () => handle.state.get().chat?.spoken.map(({ entry }) => entry.kind) ?? [];
    await eventually(() => assert.deepEqual(kinds(), ['member_joined', 'member_joined', 'chat_renamed']));
    await handle.loadAround(1);
  });
  const state = await stateOf(device, number);
  assert.deepEqual([state.messages.length, state.spoken.length, state.spokenAfter], [40, 3, 0]);
});
