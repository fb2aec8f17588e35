import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operationIds, operationOf } from '@parley/protocol/operation-table.ts';
import { Cast, type Person, type Persona, people, persons } from '@parley/testkit/cast.ts';
import { requests, type Scene } from './policy-requests.test-support.ts';
import { groupPolicy, type PolicyRow, privatePolicy } from './policy-table.test-support.ts';

const unknownToken = 'U'.repeat(32);

let cast: Cast;
let ownerSession = '';
let serial = 0;

async function startCast(): Promise<void> {
  cast = await Cast.start({ setup: true });
  await cast.acquaint();
  await cast.http.ok('register', { body: { username: 'newcomer-0', password: 'correct horse battery' } });
}

/** In a new group the owner, the admin and the member wrote one message each, in this order. */
function sceneOf(as: Persona, chat: number): Scene {
  serial += 1;
  const token = as === 'holder' ? cast.app.token : unknownToken;
  const own = Math.max(1, ['owner', 'admin', 'member'].indexOf(as) + 1);
  return { as, chat, message: 1, own, token, openChat: cast.app.chat, ownerSession, serial };
}

async function outcomeOf(row: PolicyRow, scene: Scene): Promise<string> {
  const { error } = await cast.call(row.operation, requestOf(row)(scene), scene.as);
  return error?.code ?? 'ok';
}

function requestOf(row: PolicyRow) {
  return requests[row.title] ?? requests[row.operation];
}

/** Makes anew what an earlier request may have changed; answers a group. */
async function prepare(row: PolicyRow): Promise<number> {
  const { tag } = operationOf(row.operation);
  if (tag === 'Friends' || row.title.startsWith('createChat/')) await cast.acquaint();
  if (/^(answer|withdraw)FriendRequest/.test(row.title))
    await cast.ok('sendFriendRequest', { body: { to: 'owner' } }, 'stranger');
  if (row.operation === 'endSession') {
    await Promise.all(people.map((person) => cast.signIn(person)));
    const { items } = await cast.ok('listSessions', {}, 'owner');
    ownerSession = items.find((session) => session.current)?.handle ?? '';
  }
  if (row.operation === 'getAvatar')
    await cast.ok('setAvatar', requests.setAvatar(sceneOf('owner', 0)), 'owner');
  if (tag !== 'Chats' && tag !== 'Messages') return 0;
  const group = await cast.group();
  await cast.ok('setChatPicture', requests.setChatPicture(sceneOf('owner', group)), 'owner');
  return group;
}

describe('POL1 each operation answers each of nine people as the table says', () => {
  before(startCast);
  after(() => cast[Symbol.asyncDispose]());

  for (const row of groupPolicy) {
    test(`POL1 ${row.title}`, async () => {
      const outcomes = new Map<string, string>();
      let chat: number | undefined;
      for (const as of persons) {
        chat ??= await prepare(row);
        const outcome = await outcomeOf(row, sceneOf(as, chat));
        outcomes.set(as, outcome);
        if (outcome === 'ok' && operationOf(row.operation).method !== 'GET') chat = undefined;
      }
      assert.deepEqual(outcomes, new Map<string, string>(row.outcomes));
    });
  }

  test('POL1 every operation of the contract has a row, and a request that succeeds', () => {
    const rows = new Set(groupPolicy.map((row) => row.operation));
    assert.deepEqual(
      operationIds.filter((id) => !rows.has(id)),
      [],
    );
    const neverOk = operationIds.filter((id) => !cast.http.succeeded.has(id));
    assert.deepEqual(neverOk, ['setUp', 'resetPassword'], 'whose codes only a terminal and a mail tell');
  });
});

/** A private chat as a column of the table has it, with a message of each of its two. */
async function privateScene(column: string): Promise<Scene> {
  const isBlocked = column === 'blocker' || column === 'blocked';
  const as = column === 'blocker' ? 'owner' : (column as Persona);
  const other: Person = isBlocked ? 'blocked' : 'friend';
  const blocked = { params: { username: 'blocked' } };
  if (isBlocked) {
    await cast.call('unblock', blocked, 'owner');
    await cast.befriend('owner', 'blocked');
  }
  const chat = await cast.privateChat('owner', other);
  const ofOwner = await cast.say(chat, 'How are you?', 'owner');
  const ofOther = await cast.say(chat, 'Fine.', other);
  if (isBlocked) await cast.ok('block', blocked, 'owner');
  const [own, message] = as === 'owner' ? [ofOwner, ofOther] : [ofOther, ofOwner];
  return { ...sceneOf(as, chat), own: own.number, message: message.number };
}

describe('POL3 in a private chat both may do the same, and a block ends what they write to each other', () => {
  before(startCast);
  after(() => cast[Symbol.asyncDispose]());

  for (const row of privatePolicy) {
    test(`POL3 ${row.title}`, async () => {
      const outcomes = new Map<string, string>();
      for (const column of row.outcomes.keys())
        outcomes.set(column, await outcomeOf(row, await privateScene(column)));
      assert.deepEqual(outcomes, new Map<string, string>(row.outcomes));
    });
  }

  test('POL1 every operation about a chat has a row for private chats', () => {
    const rows = new Set(privatePolicy.map((row) => row.operation));
    const aboutChats = operationIds.filter((id) => /^\/(chats|invitations)\/:/.test(operationOf(id).path));
    assert.deepEqual(
      aboutChats.filter((id) => !rows.has(id)),
      [],
    );
  });
});
