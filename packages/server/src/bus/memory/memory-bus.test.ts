import assert from 'node:assert/strict';
import { test } from 'node:test';
import { busContract } from '../bus.contract.ts';
import { MemoryHub, openLoneBus } from './memory-bus.ts';

busContract({
  name: 'memory',
  place: async () => {
    const hub = new MemoryHub();
    return {
      open: async (node) => hub.open(node),
      cut: async () => hub.cut(),
      mend: async () => hub.mend(),
    };
  },
});

test('BUS4 memory: a lone node says so, and speaks to nobody', async () => {
  await using bus = openLoneBus('one');
  assert.equal(bus.reach, 'alone');
  const stop = await bus.subscribe('chat.1', () => assert.fail('heard'));
  bus.publish('chat.1', 'hello');
  stop();
});
