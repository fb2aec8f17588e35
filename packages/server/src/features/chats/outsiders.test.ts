import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type OperationId, operationIds, operationOf } from '@parley/protocol/operation-table.ts';
import { Cast, type Person } from '@parley/testkit/cast.ts';
import { requests, type Scene } from '../policy-requests.test-support.ts';

const outsiders = ['invitee', 'friend', 'stranger', 'blocked'] as const;
/** Far above every number that was given. */
const nowhere = 4_000_000;

const ofSessions = operationIds.filter((id) => /^\/chats\/:/.test(operationOf(id).path));
const ofApps = operationIds.filter((id) => /^\/apps\/:token\/chats\/:/.test(operationOf(id).path));

let cast: Cast;
let group: number;
let ofTwo: number;
let deleted: number;

before(async () => {
  cast = await Cast.start();
  await cast.acquaint();
  group = await cast.group();
  ofTwo = await cast.privateChat('owner', 'admin');
  await cast.say(ofTwo, 'Between the two of us.', 'owner');
  deleted = await cast.group('Given up');
  await cast.ok('deleteChat', { params: { number: deleted } }, 'owner');
});
after(() => cast[Symbol.asyncDispose]());

function scene(as: Scene['as'], chat: number): Scene {
  const { token, chat: openChat } = cast.app;
  return { as, chat, openChat, token, message: 1, own: 1, ownerSession: '', serial: 0 };
}

/** Everything an answer says, but for the time. */
async function told(id: OperationId, as: Scene['as'], asked: ReturnType<(typeof requests)[OperationId]>) {
  const { status, text, headers } = await cast.call(id, asked, as);
  return { status, text, headers: [...headers].filter(([name]) => name !== 'date') };
}

describe('POL2 to whoever is not a member, a chat is as one that never was', () => {
  for (const id of ofSessions) {
    test(`POL2 ${id}`, async () => {
      for (const as of outsiders) {
        const missing = await told(id, as, requests[id](scene(as, nowhere)));
        assert.equal(missing.status, 404, as);
        for (const chat of [group, ofTwo, cast.app.chat, deleted])
          assert.deepEqual(await told(id, as, requests[id](scene(as, chat))), missing, `${as}, chat ${chat}`);
      }
    });
  }

  test('POL2 to its former members too, once it is deleted or they left', async () => {
    const left = await cast.group('Left');
    await cast.ok('removeMember', { params: { number: left, username: 'member' } }, 'member');
    for (const id of ofSessions) {
      const missing = await told(id, 'member', requests[id](scene('member', nowhere)));
      for (const chat of [deleted, left])
        assert.deepEqual(await told(id, 'member', requests[id](scene('member', chat))), missing, id);
    }
  });

  test('POL2 an invitation is told to nobody but the one who is invited', async () => {
    const answer = (number: number) => ({ params: { number }, body: { status: 'accepted' as const } });
    for (const as of ['friend', 'stranger', 'blocked', 'owner'] as const) {
      const missing = await told('answerInvitation', as, answer(nowhere));
      assert.equal(missing.status, 404);
      for (const chat of [group, ofTwo, cast.app.chat, deleted])
        assert.deepEqual(await told('answerInvitation', as, answer(chat)), missing);
    }
  });
});

describe('POL4 the token of an app opens its open chats and nothing else', () => {
  for (const id of ofApps) {
    test(`POL4 ${id}`, async () => {
      const request = (openChat: number) => requests[id]({ ...scene('holder', 0), openChat });
      const missing = await told(id, 'holder', request(nowhere));
      assert.equal(missing.status, 404);
      for (const chat of [group, ofTwo, deleted])
        assert.deepEqual(await told(id, 'holder', request(chat)), missing);
    });
  }

  test('POL4 a token that nobody was given is answered as one that cannot be', async () => {
    const texts = new Set<string>();
    for (const token of ['U'.repeat(32), 'short', 'x'.repeat(3000), '%00', "' or 1=1"]) {
      const { status, text } = await cast.call('getApp', { params: { token } }, 'anonymous');
      assert.equal(status, 404);
      texts.add(text);
    }
    assert.equal(texts.size, 1);
  });
});

describe('POL2 frames tell no more than requests', () => {
  const frames: readonly ((chat: number) => object)[] = [
    (chat) => ({ type: 'send', ref: 'r', chat, client_id: `c${chat}`, content: 'Hello' }),
    (chat) => ({ type: 'send', ref: 'r', chat, client_id: `f${chat}`, forward: { chat: group, number: 1 } }),
    (chat) => ({ type: 'mark', chat, read: 1 }),
    (chat) => ({ type: 'typing', chat }),
  ];

  for (const as of outsiders) {
    test(`POL2 frames of ${as}`, async () => {
      using socket = await cast.socket(as);
      for (const frame of frames) {
        const missing = await socket.refusal(frame(nowhere));
        assert.equal(missing.error.code, 'not_found');
        for (const chat of [group, ofTwo, cast.app.chat, deleted])
          assert.deepEqual(await socket.refusal(frame(chat)), missing);
      }
    });
  }

  test('POL2 a sync that names the chats of others is answered as if they were not there', async () => {
    using socket = await cast.socket('stranger');
    const from = socket.frames.length;
    socket.send({ type: 'sync', chats: { [group]: 0, [ofTwo]: 0, [cast.app.chat]: 0, [nowhere]: 0 } });
    assert.deepEqual((await socket.first('synced')).heads, {});
    assert.deepEqual(
      socket.frames.slice(from).map((frame) => frame.type),
      ['synced'],
    );
  });

  test('POL2 forwarding, searching and following name no chat of others', async () => {
    using socket = await cast.socket('stranger');
    const own = await cast.ok('createChat', { body: { kind: 'group', name: 'Mine' } }, 'stranger');
    const forward = (chat: number) => ({
      params: { number: own.number },
      body: { forward: { chat, number: 1 } },
    });
    const missing = await told('postMessage', 'stranger', forward(nowhere));
    for (const chat of [group, ofTwo, cast.app.chat, deleted])
      assert.deepEqual(await told('postMessage', 'stranger', forward(chat)), missing);
    const everything = await cast.ok('searchEverywhere', { query: { q: 'word' } }, 'stranger');
    assert.deepEqual(everything.items, []);
    for (const chat of [group, nowhere]) {
      const found = await cast.ok('searchEverywhere', { query: { q: 'word', chat } }, 'stranger');
      assert.deepEqual(found.items, []);
    }
    await cast.say(group, 'Not for strangers.', 'owner');
    await socket.settled();
    assert.ok(!JSON.stringify(socket.frames).includes('Not for strangers'));
  });
});

test('POL2 a message of a chat one may not read is found by nobody else', async () => {
  const { number } = await cast.say(group, 'Needle in a haystack', 'owner');
  const found = async (as: Person) =>
    (await cast.ok('searchEverywhere', { query: { q: 'haystack' } }, as)).items;
  assert.deepEqual(
    (await found('member')).map((match) => match.message.number),
    [number],
  );
  for (const as of outsiders) assert.deepEqual(await found(as), []);
});
