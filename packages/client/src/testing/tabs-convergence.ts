import assert from 'node:assert/strict';
import { windowStart } from '../chat/chat-state.ts';
import { type Arena, as } from './arena.ts';
import { Browser, type Tab } from './browser.ts';
import { assertSame, comparable } from './comparable.ts';
import { eventually } from './eventually.ts';
import { pick, seededRandom } from './seeded-random.ts';
import { stateOf } from './stage.ts';

const actionsPerSeed = 40;

interface Life {
  readonly browser: Browser;
  readonly random: () => number;
  readonly chat: number;
  readonly frozen: Tab[];
  readonly speakElsewhere: () => Promise<unknown>;
}

type Action = readonly [weight: number, act: (life: Life, tab: Tab) => unknown];

const actions: readonly Action[] = [
  [30, say],
  [10, ({ speakElsewhere }) => speakElsewhere()],
  [6, ({ chat }, tab) => tab.device.with(chat, (handle) => handle.markRead())],
  [4, (_life, tab) => tab.device.network.disconnect()],
  [4, ({ browser }) => (browser.tabs.length < 4 ? browser.open() : undefined)],
  [4, killOne],
  [3, freeze],
  [3, thaw],
];

/**
 * Tabs of one browser open, die, stand still and lose the connection while they and others write; in the end each
 * shows the same over one connection, and what was said stands once and in its tab's order. Throws what differs.
 */
export async function convergeTabs(arena: Arena, seed: number): Promise<void> {
  const random = seededRandom(seed);
  const [alice, bob] = arena.people;
  assert.ok(alice && bob);
  const body = { kind: 'group' as const, name: `seed ${seed}`, members: [bob.account.username] };
  const { number: chat } = await as(arena.url, alice).call('createChat', { body });
  await using browser = new Browser({ baseUrl: arena.url, person: alice, random });
  await browser.open();
  const content = 'from elsewhere';
  const speakElsewhere = () =>
    as(arena.url, alice).call('postMessage', { params: { number: chat }, body: { content } });
  const life: Life = { browser, random, chat, frozen: [], speakElsewhere };
  for (let action = 0; action < actionsPerSeed; action++) await actOnce(life);
  for (const tab of [...life.frozen]) tab.ground.thaw();
  await settle(life, () => arena.connectionsOf(alice.account.username));
}

async function actOnce(life: Life): Promise<void> {
  const tab = pick(life.random, life.browser.tabs);
  let rest = life.random() * actions.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, act] of actions) {
    rest -= weight;
    if (rest >= 0) continue;
    await Promise.resolve(act(life, tab)).catch(() => undefined);
    break;
  }
  // Some things happen while others are still on their way.
  if (life.random() < 0.5) await new Promise((resolve) => setTimeout(resolve, life.random() * 10));
}

async function say({ chat }: Life, { device }: Tab): Promise<void> {
  const said = device.said.get(chat) ?? [];
  const content = `${device.name} says #${said.length}`;
  const { clientId } = await device.with(chat, (handle) => handle.send({ content }));
  device.said.set(chat, [...said, clientId]);
}

async function killOne({ browser, frozen }: Life, tab: Tab): Promise<void> {
  if (browser.tabs.length === 1) return;
  if (frozen.includes(tab)) frozen.splice(frozen.indexOf(tab), 1);
  await browser.kill(tab);
}

/** One at a time, and never the last that moves. */
function freeze({ browser, frozen }: Life, tab: Tab): void {
  if (frozen.length > 0 || browser.tabs.length < 2) return;
  frozen.push(tab);
  tab.ground.freeze();
}

function thaw({ frozen }: Life): void {
  frozen.pop()?.ground.thaw();
}

async function settle({ browser, chat }: Life, connections: () => number): Promise<void> {
  const [first] = browser.tabs;
  assert.ok(first);
  const settled = async () => {
    for (const { device } of browser.tabs) {
      assert.ok(device.client.connection.state.get().synced, `${device.name} is not synced`);
      const [item] = device.client.chats.list.get().items.filter((each) => each.number === chat);
      assert.equal(item?.pending, 0, `${device.name} has messages on their way`);
      const [here, there] = [await stateOf(device, chat), await stateOf(first.device, chat)];
      // How far back each tab has read is its own business.
      const from = Math.max(windowStart(here), windowStart(there));
      const spokenAfter = Math.max(here.spokenAfter, there.spokenAfter);
      assertSame(comparable(here, from, spokenAfter), comparable(there, from, spokenAfter));
    }
    assert.equal(connections(), 1, 'several connections');
  };
  await eventually(settled, 10_000);
  await first.device.with(chat, async (handle) => assert.ok(await handle.loadAround(1)));
  const keys = (await stateOf(first.device, chat)).messages.map((message) => message.client_id);
  for (const device of browser.devices) {
    const said = device.said.get(chat) ?? [];
    const places = said.map((key) => keys.indexOf(key));
    for (const [index, key] of said.entries()) {
      assert.equal(places[index], keys.lastIndexOf(key), `${device.name}: ${key} was posted twice`);
    }
    const posted = places.filter((place) => place >= 0);
    assert.deepEqual(
      posted,
      posted.toSorted((a, b) => a - b),
      `${device.name} is out of order`,
    );
    // A tab that died may have said something it had no time to let anybody know.
    const alive = browser.tabs.some((tab) => tab.device === device);
    if (alive) assert.equal(posted.length, said.length, `${device.name}: something is lost`);
  }
}
