import type { ChatHandle } from '@parley/client/chat/chat-handle.ts';
import { pick } from '@parley/client/testing/seeded-random.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import type { Timeline } from './timeline.ts';

interface Scene {
  readonly device: SimulatedDevice;
  readonly handle: ChatHandle;
  readonly random: () => number;
}

type Action = (scene: Scene) => unknown;

const emoji = ['👍', '🎉'] as const;

const actions: readonly (readonly [weight: number, act: Action])[] = [
  [40, ({ device, handle }) => device.say(handle.number, `${device.name} says #${device.said.length}`)],
  [4, (scene) => scene.handle.edit(someNumber(scene), `edited ${scene.random()}`)],
  [5, (scene) => scene.handle.delete(someNumber(scene))],
  [3, (scene) => scene.handle.react(someNumber(scene), pick(scene.random, emoji))],
  [2, (scene) => scene.handle.unreact(someNumber(scene), pick(scene.random, emoji))],
  [2, (scene) => scene.handle.pin(someNumber(scene))],
  [1, (scene) => scene.handle.unpin(someNumber(scene))],
  [3, (scene) => scene.handle.rename(`name ${Math.floor(scene.random() * 1000)}`)],
  [12, (scene) => scene.handle.markRead(scene.random() < 0.5 ? undefined : someNumber(scene))],
  [2, (scene) => scene.handle.loadOlder(1 + Math.floor(scene.random() * 10))],
  [2, (scene) => scene.handle.loadAround(someNumber(scene))],
  [1, (scene) => scene.handle.showNewest()],
];

const weights = actions.reduce((sum, [weight]) => sum + weight, 0);

/** Somebody does something on a device that runs; that it fails on the way is part of it. */
export function actAtRandom(device: SimulatedDevice, { random }: Timeline): void {
  const handle = device.life?.handle(pick(random, device.chats));
  if (handle === undefined) return;
  let rest = random() * weights;
  for (const [weight, act] of actions) {
    rest -= weight;
    if (rest >= 0) continue;
    void Promise.resolve(act({ device, handle, random })).catch(() => undefined);
    return;
  }
}

function someNumber({ handle, random }: Scene): number {
  const newest = handle.state.get().chat?.messagesCount ?? 1;
  return Math.max(1, newest - Math.floor(random() * 8));
}
