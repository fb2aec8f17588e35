import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../testing/eventually.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { FakeEngines } from '../testing/fake-engine.ts';
import { FakeTabs } from '../testing/fake-tabs.ts';
import { SharedTabs } from './shared-tabs.ts';
import type { TabMessage } from './tab-messages.ts';

interface Said {
  readonly from: string;
  readonly message: TabMessage;
}

test('CLIENT26 a leader that took up a wire which has ended is told to let go of it', async () => {
  const ground = new FakeTabs(Math.random, { duplicate: 0, lateMs: 0 });
  const heard: Said[] = [];
  const { ground: leader } = ground.open();
  leader.hold('parley.tabs.alice', 'wait', { held: () => undefined, taken: () => undefined });
  const line = leader.openChannel('parley.tabs.alice', (said) => heard.push(said as Said));
  let count = 0;
  const say = (message: TabMessage) => line.post({ from: 'leader', count: ++count, message });
  const closed = () => heard.flatMap(({ message }) => (message.type === 'close' ? [message.wire] : []));

  const tabs = new SharedTabs({ ground: ground.open().ground, clock: new FakeClock(), random: Math.random });
  const events = { received: () => undefined, alive: () => undefined, closed: () => undefined };
  const { websocket } = tabs.engines(new FakeEngines().engines);
  tabs.join('alice');
  websocket(events);
  await eventually(() => heard.some(({ message }) => message.type === 'open'));
  const opened = heard.find(({ message }) => message.type === 'open') ?? assert.fail();
  const wire = opened.message.type === 'open' ? opened.message.wire : '';
  const pong = { type: 'pong', heads: {} } as const;
  say({ type: 'here' });
  say({ type: 'down', wires: [wire, 'another.1'], frames: [pong] });
  say({ type: 'closed', wires: [wire], code: 1006 });
  say({ type: 'down', wires: [wire, 'another.1'], frames: [pong] });
  await eventually(() => assert.deepEqual(closed(), [wire]));
  tabs.leave();
});
