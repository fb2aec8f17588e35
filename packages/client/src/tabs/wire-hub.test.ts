import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DownFrame, UpFrame } from '@parley/protocol/frames.ts';
import { FakeEngines } from '../testing/fake-engine.ts';
import { WireHub } from './wire-hub.ts';

const sync: UpFrame = { type: 'sync', chats: {} };
const synced = { type: 'synced', epoch: 'epoch-1', heads: {} } as const;

/** A hub whose wires' frames are kept. */
function openHub() {
  const engines = new FakeEngines();
  const received: (readonly [wire: string, type: DownFrame['type']])[] = [];
  const hub = new WireHub(engines.engines, {
    received: (wires, frames) => {
      for (const wire of wires) for (const { type } of frames) received.push([wire, type]);
    },
    alive: () => undefined,
    closed: () => undefined,
  });
  return { engines, hub, received };
}

test('CLIENT26 what is asked before the greeting is asked after it, and keeps nobody from asking', () => {
  const { engines, hub, received } = openHub();
  hub.attach('late', 'websocket');
  hub.up('late', [sync]);
  assert.deepEqual(engines.last.heard('sync'), []);
  engines.last.greet();
  assert.equal(engines.last.heard('sync').length, 1);
  hub.attach('other', 'websocket');
  hub.up('other', [sync]);
  engines.last.say(synced);
  engines.last.say(synced);
  assert.deepEqual(
    received.filter(([, type]) => type === 'synced'),
    [
      ['late', 'synced'],
      ['other', 'synced'],
    ],
  );
});

test('CLIENT26 whoever asks again does not wait for one that is not answered', () => {
  const { engines, hub, received } = openHub();
  for (const wire of ['dead', 'alive']) hub.attach(wire, 'websocket');
  engines.last.greet();
  hub.up('dead', [sync]);
  hub.up('alive', [sync]);
  assert.equal(engines.last.heard('sync').length, 1);
  hub.up('alive', [sync]);
  assert.equal(engines.last.heard('sync').length, 2);
  engines.last.say(synced);
  assert.deepEqual(received.at(-1), ['alive', 'synced']);
});
