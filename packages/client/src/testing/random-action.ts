import type { ChatHandle } from '../chat/chat-handle.ts';
import type { Device } from './device.ts';
import { pick } from './seeded-random.ts';

/** What may happen in a chat, by chance. */
interface Scene {
  readonly device: Device;
  readonly handle: ChatHandle;
  readonly random: () => number;
  readonly usernames: readonly string[];
}

type Action = (scene: Scene) => unknown;

const emoji = ['👍', '🎉', '👩🏽‍🚀'] as const;

const actions: readonly (readonly [weight: number, act: Action])[] = [
  [30, say],
  [4, (scene) => scene.handle.edit(someNumber(scene), `edited ${scene.random()}`)],
  [4, (scene) => scene.handle.delete(someNumber(scene))],
  [6, (scene) => scene.handle.react(someNumber(scene), pick(scene.random, emoji))],
  [4, (scene) => scene.handle.unreact(someNumber(scene), pick(scene.random, emoji))],
  [2, (scene) => scene.handle.pin(someNumber(scene))],
  [2, (scene) => scene.handle.unpin(someNumber(scene))],
  [2, (scene) => scene.handle.rename(`name ${Math.floor(scene.random() * 1000)}`)],
  [3, (scene) => scene.handle.invite([pick(scene.random, scene.usernames)])],
  [4, (scene) => scene.device.client.chats.acceptInvitation(scene.handle.number)],
  [1, (scene) => scene.device.client.chats.declineInvitation(scene.handle.number)],
  [1, (scene) => scene.handle.leave()],
  [1, (scene) => scene.handle.removeMember(pick(scene.random, scene.usernames))],
  [1, (scene) => scene.handle.changeRole(pick(scene.random, scene.usernames), pick(scene.random, roles))],
  [8, (scene) => scene.handle.markRead(scene.random() < 0.5 ? undefined : someNumber(scene))],
  [3, (scene) => scene.handle.loadOlder(1 + Math.floor(scene.random() * 10))],
  [3, (scene) => scene.handle.loadNewer(1 + Math.floor(scene.random() * 10))],
  [4, (scene) => scene.handle.loadAround(someNumber(scene))],
  [1, (scene) => scene.handle.loadAt(new Date(Date.now() - scene.random() * 5000))],
  [1, (scene) => scene.handle.showNewest()],
  [2, (scene) => scene.handle.typing()],
  [2, (scene) => scene.device.network.disconnect()],
  [2, (scene) => scene.device.crash()],
];

const roles = ['owner', 'admin', 'member'] as const;
const weights = actions.reduce((sum, [weight]) => sum + weight, 0);

/** Does something; that it may not be allowed, or fail on the way, is part of it. */
export async function actAtRandom(scene: Scene): Promise<void> {
  let rest = scene.random() * weights;
  for (const [weight, act] of actions) {
    rest -= weight;
    if (rest < 0) {
      await Promise.resolve(act(scene)).catch(() => undefined);
      return;
    }
  }
}

function say({ device, handle }: Scene): void {
  const said = device.said.get(handle.number) ?? [];
  const { clientId } = handle.send({ content: `${device.name} says #${said.length}` });
  device.said.set(handle.number, [...said, clientId]);
}

function someNumber({ handle, random }: Scene): number {
  const newest = handle.state.get().chat?.messagesCount ?? 1;
  // Mostly one that people look at, sometimes one long gone.
  const back = random() < 0.7 ? 8 : newest;
  return Math.max(1, newest - Math.floor(random() * back));
}
