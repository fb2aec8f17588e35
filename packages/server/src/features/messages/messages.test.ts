import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { limits } from '@parley/protocol/limits.ts';
import { Cast } from '@parley/testkit/cast.ts';

let cast: Cast;
let chat: number;

before(async () => {
  cast = await Cast.start();
  await cast.acquaint();
  chat = await cast.group();
});
after(() => cast[Symbol.asyncDispose]());

const inChat = (more: object = {}) => ({ params: { number: chat }, ...more });
const of = (number: number, more: object = {}) => ({ params: { chat, number }, ...more });

describe('MSG1 a retry posts nothing twice (A8)', () => {
  test('MSG1 the same client_id and text: one message, the same answer, also at once', async () => {
    const body = { content: 'Only once', client_id: 'only-once' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => cast.ok('postMessage', inChat({ body }), 'owner')),
    );
    const [first] = answers;
    for (const answer of answers) assert.deepEqual(answer, first);
    assert.equal(first?.client_id, 'only-once');
    assert.deepEqual(await cast.ok('postMessage', inChat({ body }), 'owner'), first);
  });

  test('MSG1 what is posted again is answered as it stands now', async () => {
    const body = { content: 'Now or never', client_id: 'again-and-again' };
    const post = () => cast.ok('postMessage', inChat({ body }), 'owner');
    const { number } = await post();
    await cast.ok('addReaction', { params: { chat, number, emoji: '👍' } }, 'admin');
    assert.deepEqual((await post()).reactions, [{ emoji: '👍', usernames: ['admin'] }]);
    await cast.ok('editMessage', of(number, { body: { content: 'Now' } }), 'owner');
    assert.equal((await post()).content, 'Now');
    await cast.ok('deleteMessage', of(number), 'owner');
    const { content, deleted_at } = await post();
    assert.equal(content, null);
    assert.ok(deleted_at !== undefined);
  });

  test('MSG1 the same client_id and something else: a conflict; of another sender: another message', async () => {
    const body = { content: 'Mine', client_id: 'shared-key' };
    const { number } = await cast.ok('postMessage', inChat({ body }), 'owner');
    for (const other of [{ content: 'Other' }, { reply_to: 1 }, { sticker: 'wave' }, { mentions: ['admin'] }])
      assert.equal(
        await cast.refused('postMessage', inChat({ body: { ...body, ...other } }), 'owner'),
        'client_id_conflict',
      );
    assert.notEqual((await cast.ok('postMessage', inChat({ body }), 'admin')).number, number);
  });

  test('MSG1 a frame and a request that say the same are the same', async () => {
    using socket = await cast.socket('owner');
    const said = { content: 'By both', client_id: 'by-both' };
    socket.send({ type: 'send', ref: 'r', chat, ...said });
    const { number, position } = await socket.first('ack');
    const answer = await cast.ok('postMessage', inChat({ body: said }), 'owner');
    assert.deepEqual([answer.number, answer.position], [number, position]);
    const conflict = { type: 'send', ref: 'r2', chat, ...said, content: 'Otherwise' };
    assert.equal((await socket.refusal(conflict)).error.code, 'client_id_conflict');
  });
});

describe('MSG2 a message is edited by whoever wrote it, and deleted without a trace of its text (C4)', () => {
  test('MSG2 an edit shows, with when; the number stays', async () => {
    const { number, position } = await cast.say(chat, 'Sunday at nine?', 'owner');
    const edited = await cast.ok('editMessage', of(number, { body: { content: 'Sunday at ten?' } }), 'owner');
    assert.deepEqual([edited.number, edited.position, edited.content], [number, position, 'Sunday at ten?']);
    assert.ok(edited.revision > position && edited.edited_at !== undefined);
    assert.deepEqual(await cast.ok('getMessage', of(number), 'member'), edited);
  });

  test('MSG2 a tombstone keeps its number and nothing of its text, in messages and in the log', async () => {
    const { number } = await cast.say(chat, 'A secret in the first text', 'member');
    await cast.ok('editMessage', of(number, { body: { content: 'A secret in the second text' } }), 'member');
    await cast.ok('addReaction', { params: { chat, number, emoji: '👀' } }, 'owner');
    await cast.ok('pinMessage', of(number), 'owner');
    await cast.ok('deleteMessage', of(number), 'member');
    const tombstone = await cast.ok('getMessage', of(number), 'owner');
    assert.deepEqual(
      [tombstone.content, tombstone.reactions, tombstone.pinned],
      [null, undefined, undefined],
    );
    assert.ok(tombstone.deleted_at !== undefined && tombstone.edited_at === undefined);
    const { items } = await cast.ok('listEntries', inChat({ query: { limit: 500 } }), 'owner');
    const texts = JSON.stringify(items);
    assert.ok(!texts.includes('A secret'));
    const found = await cast.ok('searchMessages', inChat({ query: { q: 'A secret' } }), 'owner');
    assert.deepEqual(found.items, []);
    assert.deepEqual((await cast.ok('listPins', inChat(), 'owner')).items, []);
  });

  test('MSG2 a tombstone changes no more; deleting it again is no error', async () => {
    const { number } = await cast.say(chat, 'Gone soon', 'owner');
    await cast.ok('deleteMessage', of(number), 'owner');
    const { position } = await cast.ok('getChat', inChat(), 'owner');
    await cast.ok('deleteMessage', of(number), 'owner');
    assert.equal((await cast.ok('getChat', inChat(), 'owner')).position, position);
    assert.equal(
      await cast.refused('editMessage', of(number, { body: { content: 'Back' } }), 'owner'),
      'message_deleted',
    );
    assert.equal(
      await cast.refused('addReaction', { params: { chat, number, emoji: '👍' } }, 'owner'),
      'message_deleted',
    );
    assert.equal(await cast.refused('pinMessage', of(number), 'owner'), 'message_deleted');
  });

  test('MSG2 a number that was never given is not found', async () => {
    const number = 4_000_000;
    assert.equal(await cast.refused('getMessage', of(number), 'owner'), 'not_found');
    assert.equal(
      await cast.refused('editMessage', of(number, { body: { content: 'x' } }), 'owner'),
      'not_found',
    );
    for (const id of ['deleteMessage', 'pinMessage', 'unpinMessage'] as const)
      assert.equal(await cast.refused(id, of(number), 'owner'), 'not_found');
    assert.equal(
      await cast.refused('addReaction', { params: { chat, number, emoji: '👍' } }, 'owner'),
      'not_found',
    );
  });
});

describe('MSG3 a message can reply, mention, forward and be a sticker (C4, C5)', () => {
  test('MSG3 a reply names a message that is there, also a tombstone', async () => {
    const { number } = await cast.say(chat, 'Who comes?', 'owner');
    const body = { content: 'I do', reply_to: number };
    assert.equal((await cast.ok('postMessage', inChat({ body }), 'admin')).reply_to, number);
    await cast.ok('deleteMessage', of(number), 'owner');
    assert.equal((await cast.ok('postMessage', inChat({ body }), 'member')).reply_to, number);
    const { error } = await cast.call(
      'postMessage',
      inChat({ body: { ...body, reply_to: 4_000_000 } }),
      'admin',
    );
    assert.deepEqual(
      error?.details?.fields?.map(({ field }) => field),
      ['reply_to'],
    );
  });

  test('MSG3 mentions name members; whoever is none is refused by place', async () => {
    const body = { content: '@admin @member', mentions: ['admin', 'member'] };
    assert.deepEqual((await cast.ok('postMessage', inChat({ body }), 'owner')).mentions, ['admin', 'member']);
    const wrong = { content: '@x', mentions: ['admin', 'stranger', 'nobody-there'] };
    const { error } = await cast.call('postMessage', inChat({ body: wrong }), 'owner');
    assert.deepEqual(
      error?.details?.fields?.map(({ field }) => field),
      ['mentions.1', 'mentions.2'],
    );
  });

  test('MSG3 forwarding copies a text one may read, and says whose it was', async () => {
    const other = await cast.privateChat('owner', 'friend');
    const { number } = await cast.say(other, 'Words to pass on', 'friend');
    const body = { forward: { chat: other, number } };
    const forwarded = await cast.ok('postMessage', inChat({ body }), 'owner');
    assert.deepEqual([forwarded.content, forwarded.forwarded_from], ['Words to pass on', 'friend']);
    const { error } = await cast.call('postMessage', inChat({ body }), 'admin');
    assert.deepEqual(
      error?.details?.fields?.map(({ field }) => field),
      ['forward'],
    );
    using socket = await cast.socket('owner');
    socket.send({ type: 'send', ref: 'f', chat, client_id: 'by-frame', ...body });
    const { number: again } = await socket.first('ack');
    assert.equal((await cast.ok('getMessage', of(again), 'admin')).forwarded_from, 'friend');
    await cast.ok('deleteMessage', { params: { chat: other, number } }, 'friend');
    assert.equal((await cast.call('postMessage', inChat({ body }), 'owner')).error?.code, 'invalid_request');
  });

  test('MSG3 a sticker goes with its text', async () => {
    const sticker = { content: 'Hello!', sticker: 'wave' };
    assert.equal((await cast.ok('postMessage', inChat({ body: sticker }), 'owner')).sticker, 'wave');
    const wrong = { ...sticker, sticker: '../../etc' };
    assert.equal(await cast.refused('postMessage', inChat({ body: wrong }), 'owner'), 'invalid_request');
  });
});

describe('MSG4 reactions and pins are there or not: saying so again changes nothing (C5)', () => {
  test('MSG4 reactions of several people', async () => {
    const { number } = await cast.say(chat, 'What do you think?', 'owner');
    const react = (emoji: string) => ({ params: { chat, number, emoji } });
    for (const as of ['owner', 'admin', 'admin'] as const) await cast.ok('addReaction', react('👍'), as);
    await cast.ok('addReaction', react('🏳️‍🌈'), 'member');
    const { reactions } = await cast.ok('getMessage', of(number), 'owner');
    assert.deepEqual(
      reactions?.map(({ emoji, usernames }) => [emoji, ...usernames.toSorted()]).toSorted(),
      [
        ['👍', 'admin', 'owner'],
        ['🏳️‍🌈', 'member'],
      ].toSorted(),
    );
    const { position } = await cast.ok('getChat', inChat(), 'owner');
    await cast.ok('addReaction', react('👍'), 'owner');
    await cast.ok('removeReaction', react('👎'), 'owner');
    assert.equal((await cast.ok('getChat', inChat(), 'owner')).position, position);
    await cast.ok('removeReaction', react('👍'), 'admin');
    const after = await cast.ok('getMessage', of(number), 'owner');
    assert.deepEqual(after.reactions?.find(({ emoji }) => emoji === '👍')?.usernames, ['owner']);
  });

  test('MSG4 a message has at most fifty different ones', async () => {
    const { number } = await cast.say(chat, 'Too many', 'owner');
    const emoji = Array.from({ length: limits.reactionsPerMessage + 1 }, (_, index) =>
      String.fromCodePoint(0x1f400 + index),
    );
    const react = (each: string | undefined) => ({ params: { chat, number, emoji: each ?? '' } });
    for (const each of emoji.slice(0, -1)) await cast.ok('addReaction', react(each), 'owner');
    const { error } = await cast.call('addReaction', react(emoji.at(-1)), 'admin');
    assert.deepEqual([error?.code, error?.details?.limit], ['too_many', limits.reactionsPerMessage]);
    await cast.ok('addReaction', react(emoji[0]), 'admin');
  });

  test('MSG4 a chat has at most a hundred pins, newest message first', async () => {
    const pinned: number[] = [];
    for (let index = 0; index < 100; index += 1) {
      const { number } = await cast.say(chat, `Pin ${index}`, 'owner');
      await cast.ok('pinMessage', of(number), 'owner');
      pinned.unshift(number);
    }
    const { number } = await cast.say(chat, 'One too many', 'owner');
    assert.equal(await cast.refused('pinMessage', of(number), 'owner'), 'too_many');
    await cast.ok('pinMessage', of(pinned[0] ?? 0), 'admin');
    const { items } = await cast.ok('listPins', inChat({ query: { limit: 100 } }), 'member');
    assert.deepEqual(
      items.map((message): number => message.number),
      pinned,
    );
    assert.ok(items.every((message) => message.pinned));
    await cast.ok('unpinMessage', of(pinned[0] ?? 0), 'admin');
    await cast.ok('pinMessage', of(number), 'owner');
  });
});

describe('MSG7 the log of a chat is read from either end', () => {
  const query = (fields: object) => inChat({ query: fields });
  const list = (fields: object) => cast.ok('listEntries', query(fields), 'member');

  test('MSG7 before a position newest first, after one oldest first, both bounded', async () => {
    const { position } = await cast.ok('getChat', inChat(), 'member');
    const forward = await list({ after: position - 6, limit: 500 });
    const back = await list({ before: position + 1, after: position - 6 });
    assert.deepEqual(back.items.toReversed(), forward.items);
    const below = await list({ before: position - 2, after: position - 6 });
    assert.deepEqual(below.items, back.items.slice(3));
  });

  test('MSG7 what is told between the messages comes newest first, page after page, without the rest', async () => {
    const { number } = await cast.say(chat, 'Liked', 'owner');
    const liked = { params: { chat, number, emoji: '👍' } };
    for (let each = 0; each < 5; each++) {
      await cast.ok('changeChat', inChat({ body: { name: `Name ${each}` } }), 'owner');
      await cast.ok('addReaction', liked, 'owner');
      await cast.ok('removeReaction', liked, 'owner');
    }
    const { items } = await list({ limit: 500 });
    const all = await list({ spoken: true, limit: 500 });
    const told = all.items.map(({ entry }) => entry.kind);
    assert.deepEqual(told.slice(0, 5), Array(5).fill('chat_renamed'));
    assert.ok(
      told.includes('member_joined') && !told.includes('message') && !told.includes('reaction_added'),
    );
    assert.ok(items.length > all.items.length);
    const pages = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await list({ spoken: true, limit: 30, ...(cursor !== undefined && { cursor }) });
      pages.push(...page.items);
      cursor = page.next_cursor;
    }
    assert.deepEqual(pages, all.items);
    assert.equal(await cast.refused('listEntries', query({ spoken: 'maybe' }), 'member'), 'invalid_request');
  });
});
