import assert from 'node:assert/strict';
import { eventually } from '@parley/client/testing/eventually.ts';
import { ApiCaller } from '@parley/testkit/api-caller.ts';
import { type Ledger, type Said, sharedWord } from './ledger.ts';
import { names, type People } from './people.ts';

interface WireEntry {
  readonly position: number;
  readonly entry: {
    readonly kind: string;
    readonly number?: number;
    readonly client_id?: string;
    readonly content?: string;
    readonly sender?: string;
  };
}

/** How many messages a chat has, and what is wrong with them: nothing, or this throws before it answers. */
export interface Kept {
  readonly messages: number;
  readonly lost: number;
  readonly doubled: number;
  readonly found: number;
}

/**
 * Every acknowledged message is there once, under its number and with its text; numbers and positions have no gap, each
 * writer's messages are in its order, unread is what counting gives, and search finds all of them.
 */
export async function checkPromises(url: string, people: People, ledger: Ledger): Promise<Kept> {
  const bob = new ApiCaller(url, people.persons.bob.token);
  const group = `/chats/${people.group}`;
  const kept = [await checkChat(bob, group, ledger)];
  for (const chat of people.openChats) kept.push(await checkChat(new ApiCaller(url), chat, ledger));
  for (const name of names) await checkUnread(new ApiCaller(url, people.persons[name].token), group);
  const sum = (of: keyof Kept) => kept.reduce((total, each) => total + each[of], 0);
  return { messages: sum('messages'), lost: sum('lost'), doubled: sum('doubled'), found: sum('found') };
}

/** What `checkPromises` says of one chat, which everything in it was said by the ledger's writers. */
export async function checkChat(api: ApiCaller, chat: string, ledger: Ledger): Promise<Kept> {
  const messages = await gaplessMessages(api, chat);
  const told = ledger.in(chat);
  const stored = Map.groupBy(messages, ({ client_id }) => client_id);
  const lost = told.filter((said) => said.number !== undefined && !isKept(said, stored.get(said.clientId)));
  const doubled = [...stored.values()].filter((copies) => copies.length > 1);
  const where = lost.slice(0, 5).map(({ clientId, number, life }) => `${clientId} (${number}, life ${life})`);
  assert.equal(lost.length, 0, `${chat} lost ${lost.length} acknowledged messages: ${where.join(', ')}`);
  assert.equal(doubled.length, 0, `${chat} has ${doubled.length} messages twice`);
  assert.equal(messages.length, told.length, `${chat} has messages that nobody said`);
  for (const said of Map.groupBy(told, ({ writer }) => writer).values()) assertInOrder(said);
  const found = await searchAll(api, chat, messages.length);
  return { messages: messages.length, lost: lost.length, doubled: doubled.length, found };
}

async function gaplessMessages(api: ApiCaller, chat: string): Promise<WireEntry['entry'][]> {
  const entries = await api.all<WireEntry>(`${chat}/entries`, 500);
  entries.forEach(({ position }, index) => {
    assert.equal(position, index + 1, `${chat} misses position ${index + 1}`);
  });
  const messages = entries.map(({ entry }) => entry).filter(({ kind }) => kind === 'message');
  messages.forEach(({ number }, index) => {
    assert.equal(number, index + 1, `${chat} misses number ${index + 1}`);
  });
  return messages;
}

function isKept(said: Said, copies: readonly WireEntry['entry'][] | undefined): boolean {
  const [copy] = copies ?? [];
  return copy?.number === said.number && copy?.content === said.content;
}

function assertInOrder(said: readonly Said[]): void {
  said.forEach(({ number = 0, clientId, writer }, index) => {
    assert.ok(number > (said[index - 1]?.number ?? 0), `${clientId} of ${writer} is out of order`);
  });
}

/** A person's unread messages are as many as there are above their mark. */
export async function checkUnread(api: ApiCaller, group: string): Promise<void> {
  interface View {
    readonly unread: number;
    readonly marks: { readonly read: number };
  }
  const me = (await api.call<{ username: string }>('GET', '/users/me')).username;
  const { unread, marks } = await api.call<View>('GET', group);
  const messages = await gaplessMessages(api, group);
  const above = messages.filter(({ number = 0, sender }) => number > marks.read && sender !== me);
  assert.equal(unread, above.length, `${me} has ${unread} unread messages, and counts ${above.length}`);
}

/** Reads every match of the word all messages have; the index may still be catching up. */
async function searchAll(api: ApiCaller, chat: string, wanted: number): Promise<number> {
  interface Page {
    readonly items: readonly { readonly message: { readonly number: number } }[];
    readonly next_cursor?: string;
  }
  const found = new Set<number>();
  await eventually(async () => {
    found.clear();
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: Page = await api.call('GET', `${chat}/messages/search?q=${sharedWord}&limit=100${more}`);
      for (const { message } of page.items) found.add(message.number);
      cursor = page.next_cursor;
    }
    assert.equal(found.size, wanted, `search finds ${found.size} of ${wanted} messages of ${chat}`);
  }, 60_000);
  return found.size;
}
