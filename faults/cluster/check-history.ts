import assert from 'node:assert/strict';
import { eventually } from '@parley/client/testing/eventually.ts';
import { ApiCaller } from '@parley/testkit/api-caller.ts';
import { checkChat, checkUnread, type Kept } from '../processes/check-promises.ts';
import type { Said } from '../processes/ledger.ts';
import type { ClusterGround } from './cluster-ground.ts';
import type { ClusterLoad } from './cluster-load.ts';

export interface History extends Kept {
  /** Messages of the load in the archive, the table `entry`. */
  readonly archived: number;
  /** Messages in the search index, of whomever. */
  readonly indexed: number;
}

/** How long the store and the index may take to have what the log has, in milliseconds. */
const catchUpMs = 90_000;

/**
 * Everything acknowledged is there once and in order, and nothing else than what was said: as each node reads it, in the
 * table `entry`, in the search index; unread is right, and all devices hold the same.
 */
export async function checkHistory(ground: ClusterGround, load: ClusterLoad): Promise<History> {
  const kept: Kept[] = [];
  for (const [chat, session] of chatsOf(load)) {
    const callers = ground.nodes.map(({ url }) => new ApiCaller(url, session));
    await assertSame(callers, chat);
    kept.push(await checkChat(new ApiCaller(ground.url, session), chat, load.ledger));
  }
  const archived = await checkArchive(ground, load.ledger.said);
  const indexed = await checkIndex(ground);
  for (const { number, members } of load.crowd.groups) {
    for (const { token } of members) await checkUnread(new ApiCaller(ground.url, token), `/chats/${number}`);
  }
  await load.assertConverged();
  const sum = (of: keyof Kept) => kept.reduce((total, each) => total + each[of], 0);
  return {
    ...{ messages: sum('messages'), lost: sum('lost'), doubled: sum('doubled'), found: sum('found') },
    ...{ archived, indexed },
  };
}

/** Paths, each with the session of somebody who may read there. */
function chatsOf({ crowd }: ClusterLoad): [string, string | undefined][] {
  const groups = crowd.groups.map(({ number }) => [`/chats/${number}`, crowd.owner.token] as const);
  const open = crowd.openChats.map((path) => [path, undefined] as const);
  return [...groups, ...open].map(([path, session]) => [path, session]);
}

async function assertSame(callers: readonly ApiCaller[], chat: string): Promise<void> {
  const [first, ...others] = await Promise.all(callers.map((api) => api.all(`${chat}/entries`, 500)));
  for (const [index, entries] of others.entries())
    assert.deepEqual(entries, first, `${chat}: node ${index + 1} reads something else than node 0`);
}

/** Every message has one row with its number and text, and there is no other row of these writers. */
async function checkArchive(ground: ClusterGround, said: readonly Said[]): Promise<number> {
  const wanted = said.map(({ clientId, number, content }) => `${clientId}\t${number}\t${content}`).toSorted();
  const tags = new Set(said.map(({ chat }) => chat));
  assert.ok(tags.size > 0);
  let rows: string[] = [];
  await eventually(async () => {
    rows = (await messageRows(ground)).filter(isOf(said));
    assert.equal(rows.length, wanted.length, 'the table `entry` has another number of messages');
  }, catchUpMs);
  assert.deepEqual(rows.toSorted(), wanted, 'the table `entry` has something else than was said');
  return rows.length;
}

async function messageRows({ mariadb, database }: ClusterGround): Promise<string[]> {
  const select = `select client_id, number, content from ${database}.entry where kind = 1`;
  return (await mariadb.administer(select)).split('\n').filter((line) => line !== '');
}

/** Whether one of these writers has said it: their names are in their texts, and nobody else's. */
function isOf(said: readonly Said[]): (row: string) => boolean {
  const writers = new Set(said.map(({ writer }) => writer));
  return (row) => writers.has(row.slice(row.indexOf(' of ') + ' of '.length));
}

/** The index has a document for each message of the table, and checkpoints; no others. */
async function checkIndex(ground: ClusterGround): Promise<number> {
  const { mariadb, database, search, cluster } = ground;
  let indexed = 0;
  await eventually(async () => {
    const rows = Number(await mariadb.administer(`select count(*) from ${database}.entry where kind = 1`));
    const query = encodeURIComponent('_exists_:log');
    const answer = await fetch(`${search.url}/${cluster}-v*/_count?q=${query}`);
    indexed = ((await answer.json()) as { count: number }).count;
    assert.equal(indexed, rows, `the search index has ${indexed} messages, the table ${rows}`);
  }, catchUpMs);
  return indexed;
}
