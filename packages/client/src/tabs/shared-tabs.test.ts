import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { unreadOf } from '../chat/unread.ts';
import { Browser, type Tab } from '../testing/browser.ts';
import { eventually } from '../testing/eventually.ts';
import { agree, Stage, stateOf } from '../testing/stage.ts';

let stage: Stage;
before(async () => {
  stage = await Stage.open();
});
after(() => stage[Symbol.asyncDispose]());

const newBrowser = (username: string) =>
  new Browser({ baseUrl: stage.url, person: stage.personNamed(username), random: Math.random });

const synced = ({ device }: Tab) =>
  eventually(() => device.client.connection.state.get().synced && device.client.chats.list.get().loaded);

async function openTabs(browser: Browser, count: number): Promise<readonly Tab[]> {
  const tabs: Tab[] = [];
  for (let n = 0; n < count; n++) tabs.push(await browser.open());
  await Promise.all(tabs.map(synced));
  return tabs;
}

const texts = async ({ device }: Tab, chat: number) =>
  (await stateOf(device, chat)).messages.map((message) => message.content);

const pendingIn = ({ device }: Tab, chat: number) =>
  device.with(chat, (handle) => handle.state.get().pending.map((each) => each.draft.content));

const say = ({ device }: Tab, chat: number, content: string) =>
  device.with(chat, (handle) => handle.send({ content }));

describe('several tabs', () => {
  test('CLIENT26 three tabs use one connection, and each shows what a device of its own would', async () => {
    const chat = await stage.newGroup();
    await using browser = newBrowser('bob');
    const tabs = await openTabs(browser, 3);
    assert.equal(stage.connectionsOf('bob'), 1);
    await stage.say(20, chat);
    const { acknowledged } = await say(tabs[2] ?? assert.fail(), chat, 'from the third');
    assert.equal((await acknowledged).number, 21);
    const other = await stage.deviceOf('bob');
    for (const tab of tabs) {
      await eventually(async () => assert.equal((await stateOf(tab.device, chat)).messagesCount, 21));
      await agree(tab.device, other, chat);
    }
    await other.stop();
  });

  test('CLIENT27 when the tab that holds the connection goes, another takes over and nothing is missing', async () => {
    const chat = await stage.newGroup();
    await using browser = newBrowser('bob');
    const [first, second, third] = await openTabs(browser, 3);
    assert.ok(first && second && third);
    await browser.kill(first);
    await stage.say(5, chat);
    await second.device.stop();
    browser.tabs.splice(0, 1);
    await stage.say(5, chat);
    await eventually(async () => assert.equal((await texts(third, chat)).length, 10));
    assert.equal(stage.connectionsOf('bob'), 1);
  });

  test('CLIENT27 a tab that stands still is replaced, and follows when it goes on', async () => {
    const chat = await stage.newGroup();
    await using browser = newBrowser('bob');
    const [first, second] = await openTabs(browser, 2);
    assert.ok(first && second);
    first.ground.freeze();
    first.device.network.disconnect();
    await stage.say(3, chat);
    await eventually(async () => assert.equal((await texts(second, chat)).length, 3));
    first.ground.thaw();
    await eventually(async () => assert.equal((await texts(first, chat)).length, 3));
    await eventually(() => assert.equal(stage.connectionsOf('bob'), 1));
  });

  test('CLIENT28 what one tab writes without a connection waits in all, and goes out once and in order', async () => {
    const chat = await stage.newGroup();
    await using browser = newBrowser('bob');
    const [first, second] = await openTabs(browser, 2);
    assert.ok(first && second);
    for (const tab of [first, second]) tab.device.network.faults = { ...tab.device.network.faults, drop: 1 };
    const written = ['one', 'two', 'three', 'four'];
    for (const [index, text] of written.entries()) {
      await say(index % 2 === 0 ? first : second, chat, text);
      for (const tab of [first, second]) {
        await eventually(async () =>
          assert.deepEqual(await pendingIn(tab, chat), written.slice(0, index + 1)),
        );
      }
    }
    // The second wrote two of them, and is gone before any of them was sent.
    await browser.kill(second);
    first.device.network.faults = { ...first.device.network.faults, drop: 0 };
    first.device.network.disconnect();
    await eventually(async () => assert.deepEqual(await texts(first, chat), written));
    assert.deepEqual(await pendingIn(first, chat), []);
  });

  test('CLIENT28 a tab takes up what another left, and a message that is discarded goes everywhere', async () => {
    const chat = await stage.newGroup();
    await using browser = newBrowser('bob');
    const [first, second] = await openTabs(browser, 2);
    assert.ok(first && second);
    for (const tab of [first, second]) tab.device.network.faults = { ...tab.device.network.faults, drop: 1 };
    first.device.network.disconnect();
    const { clientId } = await say(second, chat, 'never mind');
    await say(second, chat, 'left behind');
    await eventually(async () => assert.equal((await pendingIn(first, chat)).length, 2));
    await second.device.with(chat, (handle) => handle.discard(clientId));
    await eventually(async () => assert.deepEqual(await pendingIn(first, chat), ['left behind']));
    await eventually(async () =>
      assert.ok((await browser.stored()).some(([key]) => key.startsWith('outbox/'))),
    );
    await browser.kill(first);
    await browser.kill(second);
    const [third] = await openTabs(browser, 1);
    assert.ok(third);
    await eventually(async () => assert.deepEqual(await texts(third, chat), ['left behind']));
  });

  test('CLIENT28 what a tab said with its last breath, unheard by the one that sends, is sent', async () => {
    const chat = await stage.newGroup();
    await using browser = newBrowser('bob');
    const [first, second, third] = await openTabs(browser, 3);
    assert.ok(first && second && third);
    first.ground.deaf = true;
    await say(third, chat, 'last words');
    await eventually(async () => assert.deepEqual(await pendingIn(second, chat), ['last words']));
    await browser.kill(third);
    first.ground.deaf = false;
    for (const tab of [first, second])
      await eventually(async () => assert.deepEqual(await texts(tab, chat), ['last words']));
    assert.deepEqual(await pendingIn(second, chat), []);
  });

  test('CLIENT29 what is read in one tab is read in all, without a connection too', async () => {
    const chat = await stage.newGroup();
    await stage.say(4, chat);
    await using browser = newBrowser('bob');
    const tabs = await openTabs(browser, 2);
    for (const { device } of tabs) device.network.faults = { ...device.network.faults, drop: 1 };
    const unread = async ({ device }: Tab) => unreadOf(await stateOf(device, chat));
    for (const tab of tabs) await eventually(async () => assert.equal(await unread(tab), 4));
    await tabs[1]?.device.with(chat, (handle) => handle.markRead());
    for (const tab of tabs) await eventually(async () => assert.equal(await unread(tab), 0));
  });

  test('CLIENT30 somebody is away when all of their tabs are', async () => {
    const alice = await stage.deviceOf('alice');
    await using browser = newBrowser('dave');
    const [first, second] = await openTabs(browser, 2);
    assert.ok(first && second);
    const seen = () => alice.client.presence.state.get().get('dave')?.state;
    await eventually(() => assert.equal(seen(), 'online'));
    first.device.client.presence.set('away');
    second.device.client.presence.set('away');
    await eventually(() => assert.equal(seen(), 'away'));
    second.device.client.presence.set('online');
    await eventually(() => assert.equal(seen(), 'online'));
    await alice.stop();
  });
});
