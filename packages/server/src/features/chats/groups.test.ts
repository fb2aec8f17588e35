import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Cast, type Person, pixel } from '@parley/testkit/cast.ts';

let cast: Cast;

before(async () => {
  cast = await Cast.start();
  await cast.acquaint();
});
after(() => cast[Symbol.asyncDispose]());

const of = (number: number, username: string) => ({ params: { number, username } });
const viewOf = (number: number, as: Person) => cast.ok('getChat', { params: { number } }, as);

describe('CHAT2 a group is made by one, who owns it (C2)', () => {
  test('CHAT2 with a name, and friends who are invited', async () => {
    using invited = await cast.socket('friend');
    const body = { kind: 'group', name: 'Cooking', members: ['friend', 'admin', 'friend'] };
    const chat = await cast.ok('createChat', { body }, 'owner');
    assert.deepEqual([chat.kind, chat.name, chat.role, chat.members_count], ['group', 'Cooking', 'owner', 1]);
    assert.deepEqual(chat.invited.toSorted(), ['admin', 'friend']);
    const told = await invited.first('chat');
    assert.deepEqual([told.chat, told.status], [chat.number, 'invited']);
  });

  test('CHAT2 whoever is no friend is refused by name, whether or not there is such a person', async () => {
    const body = { kind: 'group', name: 'Cooking', members: ['friend', 'stranger', 'nobody-there'] };
    const { error } = await cast.call('createChat', { body }, 'owner');
    assert.equal(error?.code, 'not_friends');
    assert.deepEqual(
      error?.details?.fields?.map(({ field }) => field),
      ['members.1', 'members.2'],
    );
    assert.equal(new Set(error?.details?.fields?.map(({ problem }) => problem)).size, 1);
  });

  test('CHAT3 the same client_id makes the same group, another request with it is a conflict (A8)', async () => {
    const body = { kind: 'group', name: 'Once', client_id: 'group-once' };
    const numbers = await Promise.all(
      Array.from({ length: 5 }, async () => (await cast.ok('createChat', { body }, 'owner')).number),
    );
    assert.equal(new Set(numbers).size, 1);
    const other = { body: { ...body, name: 'Twice' } };
    assert.equal(await cast.refused('createChat', other, 'owner'), 'client_id_conflict');
    assert.notEqual((await cast.ok('createChat', { body }, 'admin')).number, numbers[0]);
  });

  test('CHAT2 name and picture change for everybody, and are told', async () => {
    const number = await cast.group();
    using socket = await cast.socket('member');
    await cast.ok('changeChat', { params: { number }, body: { name: 'Sundays' } }, 'admin');
    const picture = { body: pixel, headers: { 'content-type': 'image/png' } };
    const changed = await cast.ok('setChatPicture', { params: { number }, ...picture }, 'admin');
    await socket.first('entry', (frame) => frame.entry.kind === 'chat_renamed');
    await socket.first('entry', (frame) => frame.entry.kind === 'picture_changed');
    const seen = await viewOf(number, 'member');
    assert.deepEqual([seen.name, seen.picture], ['Sundays', changed.picture]);
    const headers = { authorization: `Bearer ${cast.token('member')}` };
    const shown = await fetch(cast.server.url + seen.picture, { headers });
    assert.equal(shown.headers.get('content-type'), 'image/png');
    assert.match(shown.headers.get('cache-control') ?? '', /immutable/);
    assert.deepEqual(new Uint8Array(await shown.arrayBuffer()), pixel);
    await cast.ok('removeChatPicture', { params: { number } }, 'owner');
    assert.equal((await viewOf(number, 'member')).picture, null);
    const script = {
      body: new TextEncoder().encode('<svg onload=alert(1)>'),
      headers: { 'content-type': 'image/png' },
    };
    assert.equal(
      await cast.refused('setChatPicture', { params: { number }, ...script }, 'owner'),
      'unsupported_media_type',
    );
  });
});

describe('CHAT4 whoever is invited decides', () => {
  const accept = (number: number) => ({ params: { number }, body: { status: 'accepted' } });
  const decline = (number: number) => ({ params: { number }, body: { status: 'declined' } });
  const invitationsOf = async (as: Person) =>
    (await cast.ok('listInvitations', {}, as)).items.map(({ chat }): number => chat);

  test('CHAT4 accepting makes a member, who has nothing unread and reads all that was said', async () => {
    const number = await cast.group();
    assert.ok((await invitationsOf('invitee')).includes(number));
    const [shown] = (await cast.ok('listInvitations', { query: { limit: 1 } }, 'invitee')).items;
    assert.deepEqual([shown?.name, shown?.invited_by, shown?.members_count], ['Climbing', 'owner', 3]);
    using socket = await cast.socket('member');
    await cast.ok('answerInvitation', accept(number), 'invitee');
    const { entry } = await socket.first('entry', (frame) => frame.entry.kind === 'member_joined');
    assert.equal('username' in entry && entry.username, 'invitee');
    const view = await viewOf(number, 'invitee');
    assert.deepEqual([view.role, view.unread, view.invited], ['member', 0, []]);
    assert.equal((await cast.ok('listMessages', { params: { number } }, 'invitee')).items.length, 3);
    assert.equal(await cast.refused('answerInvitation', accept(number), 'invitee'), 'not_found');
    assert.ok(!(await invitationsOf('invitee')).includes(number));
  });

  test('CHAT4 declining ends the invitation; one may be invited again', async () => {
    const number = await cast.group();
    await cast.ok('answerInvitation', decline(number), 'invitee');
    assert.deepEqual((await viewOf(number, 'owner')).invited, []);
    assert.equal(await cast.refused('answerInvitation', accept(number), 'invitee'), 'not_found');
    const again = { params: { number }, body: { usernames: ['invitee'] } };
    assert.deepEqual((await cast.ok('invite', again, 'owner')).invited, ['invitee']);
    const { position } = await viewOf(number, 'owner');
    await cast.ok('invite', again, 'owner');
    assert.equal(
      (await viewOf(number, 'owner')).position,
      position,
      'who is invited already is not invited twice',
    );
    await cast.ok('answerInvitation', accept(number), 'invitee');
    assert.equal(await cast.refused('invite', again, 'owner'), 'already_member');
  });

  test('CHAT4 an invitation is taken back by who made it or by an admin, and tells so', async () => {
    const number = await cast.group();
    await cast.ok('invite', { params: { number }, body: { usernames: ['friend'] } }, 'member');
    assert.equal(await cast.refused('removeMember', of(number, 'invitee'), 'member'), 'forbidden');
    using socket = await cast.socket('friend');
    await cast.ok('removeMember', of(number, 'friend'), 'member');
    await socket.first('chat', (frame) => frame.chat === number && frame.status === 'left');
    await cast.ok('removeMember', of(number, 'invitee'), 'admin');
    assert.deepEqual((await viewOf(number, 'owner')).invited, []);
    assert.equal(await cast.refused('answerInvitation', accept(number), 'friend'), 'not_found');
  });

  test('CHAT4 two answers at once make one member', async () => {
    const number = await cast.group();
    const answers = await Promise.all(
      [accept, accept, accept, accept].map((answer) =>
        cast.call('answerInvitation', answer(number), 'invitee'),
      ),
    );
    assert.equal(answers.filter(({ error }) => error === undefined).length, 1);
    const { members } = await viewOf(number, 'owner');
    assert.equal(members.filter(({ username }) => username === 'invitee').length, 1);
  });
});

describe('CHAT5 a group keeps an owner', () => {
  const role = (number: number, username: string, to: string) => ({
    ...of(number, username),
    body: { role: to },
  });

  test('CHAT5 the only one can neither leave nor step down, two may', async () => {
    const number = await cast.group();
    assert.equal(await cast.refused('removeMember', of(number, 'owner'), 'owner'), 'last_owner');
    assert.equal(await cast.refused('changeRole', role(number, 'owner', 'member'), 'owner'), 'last_owner');
    await cast.ok('changeRole', role(number, 'member', 'owner'), 'owner');
    await cast.ok('changeRole', role(number, 'owner', 'admin'), 'owner');
    assert.equal((await viewOf(number, 'owner')).role, 'admin');
    await cast.ok('removeMember', of(number, 'owner'), 'owner');
    assert.equal(await cast.refused('getChat', { params: { number } }, 'owner'), 'not_found');
  });

  test('CHAT5 of two owners who leave at once one stays', async () => {
    const number = await cast.group();
    await cast.ok('changeRole', role(number, 'admin', 'owner'), 'owner');
    const [one, other] = await Promise.all([
      cast.call('removeMember', of(number, 'owner'), 'owner'),
      cast.call('removeMember', of(number, 'admin'), 'admin'),
    ]);
    assert.deepEqual([one.error?.code, other.error?.code].toSorted(), ['last_owner', undefined].toSorted());
  });

  test('CHAT5 nobody removes whom they do not outrank', async () => {
    const number = await cast.group();
    await cast.ok('changeRole', role(number, 'member', 'admin'), 'owner');
    assert.equal(await cast.refused('removeMember', of(number, 'member'), 'admin'), 'forbidden');
    assert.equal(await cast.refused('removeMember', of(number, 'owner'), 'admin'), 'forbidden');
    await cast.ok('changeRole', role(number, 'member', 'owner'), 'owner');
    assert.equal(await cast.refused('removeMember', of(number, 'member'), 'owner'), 'forbidden');
    await cast.ok('removeMember', of(number, 'admin'), 'member');
  });

  test('CHAT6 who is removed hears of it, and reads and hears no more', async () => {
    const number = await cast.group();
    using socket = await cast.socket('member');
    await cast.ok('removeMember', of(number, 'member'), 'admin');
    const { entry } = await socket.first('entry', (frame) => frame.entry.kind === 'member_left');
    assert.equal('by' in entry && entry.by, 'admin');
    await cast.say(number, 'Without them.', 'owner');
    await socket.settled();
    assert.ok(!JSON.stringify(socket.frames).includes('Without them.'));
    assert.equal((await socket.refusal({ type: 'typing', chat: number })).error.code, 'not_found');
  });

  test('CHAT6 a deleted group is gone for everybody, and everybody is told', async () => {
    const number = await cast.group();
    using member = await cast.socket('member');
    using invited = await cast.socket('invitee');
    await cast.ok('deleteChat', { params: { number } }, 'owner');
    await member.first('entry', (frame) => frame.chat === number && frame.entry.kind === 'chat_deleted');
    await invited.first('chat', (frame) => frame.chat === number && frame.status === 'left');
    const answer = { params: { number }, body: { status: 'accepted' } };
    assert.equal(await cast.refused('answerInvitation', answer, 'invitee'), 'not_found');
    for (const as of ['owner', 'admin', 'member'] as const) {
      assert.equal(await cast.refused('getChat', { params: { number } }, as), 'not_found');
      const { items } = await cast.ok('listChats', {}, as);
      assert.ok(!items.some((chat) => chat.number === number));
    }
  });

  test('CHAT6 the last one to leave closes the door', async () => {
    const body = { kind: 'group', name: 'Alone', members: ['friend'] };
    const { number } = await cast.ok('createChat', { body }, 'owner');
    using invited = await cast.socket('friend');
    await cast.ok('removeMember', of(number, 'owner'), 'owner');
    await invited.first('chat', (frame) => frame.chat === number && frame.status === 'left');
    const answer = { params: { number }, body: { status: 'accepted' } };
    assert.equal(await cast.refused('answerInvitation', answer, 'friend'), 'not_found');
  });
});
