import assert from 'node:assert/strict';
import { as } from '@parley/client/testing/arena.ts';
import { Device, type Person } from '@parley/client/testing/device.ts';
import { eventually } from '@parley/client/testing/eventually.ts';
import { fastClock } from '@parley/client/testing/fast-clock.ts';
import { noFaults } from '@parley/client/testing/faulty-network.ts';
import { agree } from '@parley/client/testing/stage.ts';
import type { Written } from './writers.ts';

const patienceMs = 30_000;

/** Throws what somebody's devices hold that a fresh one does not load, or the other way round. */
export async function compareDevices(
  baseUrl: string,
  person: Person,
  chats: readonly number[],
  devices: readonly Device[],
): Promise<void> {
  const own = { name: 'fresh', baseUrl, person, clock: fastClock(10), random: Math.random, faults: noFaults };
  const fresh = new Device(own);
  try {
    await fresh.start();
    await eventually(() => fresh.client.chats.list.get().loaded, patienceMs);
    for (const chat of chats) {
      for (const device of devices) await eventually(() => agree(device, fresh, chat), patienceMs);
    }
  } finally {
    await fresh.stop();
  }
}

/** Keys of the newest messages of a chat, in their order. */
export async function newestKeys(url: string, person: Person | undefined, number: number): Promise<string[]> {
  const query = { limit: 100 };
  const { items } = await as(url, person).call('listMessages', { params: { number }, query });
  return items.map(({ client_id }) => client_id ?? '').reverse();
}

/** Throws when a device's messages do not stand there once, in the order in which they were written. */
export function checkOrder(keys: readonly string[], written: readonly Written[]): void {
  const places = written.map(({ clientId, content }) => {
    const place = keys.indexOf(clientId);
    assert.ok(place >= 0, `${content} waited and is lost`);
    assert.equal(place, keys.lastIndexOf(clientId), `${content} stands twice`);
    return place;
  });
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
    'out of order',
  );
}
