import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillChat } from './fill-chat.ts';
import { indexCheckpoint } from './index-checkpoint.ts';
import { Seed } from './seed.ts';
import { textOf } from './texts.ts';
import { eachAtOnce, until } from './until.ts';

/** A database full of messages: one chat holds a tenth of them, ninety hold the rest. */
export interface Library {
  readonly data: string;
  readonly messages: number;
  /** A session of somebody who is in every chat. */
  readonly reader: string;
  readonly largeChat: number;
  readonly chats: readonly number[];
}

interface Plan {
  readonly reader: string;
  readonly chats: readonly number[];
  readonly authors: readonly number[];
}

const smallChats = 90;
const chatsAtOnce = 16;
const indexWithinMs = 3_600_000;

/**
 * Makes a library, or goes on with one that was begun: every chat's own head says how far it has come, and the nth
 * text is always the same. Done when everything is indexed and counted.
 */
export async function openLibrary(
  data: string,
  messages: number,
  say: (text: string) => void,
): Promise<Library> {
  const doneFile = join(data, `library-${messages}.json`);
  if (existsSync(doneFile)) return JSON.parse(readFileSync(doneFile, 'utf8')) as Library;
  await using seed = await Seed.open(data);
  const plan = await planOf(seed, join(data, 'library-plan.json'));
  const began = performance.now();
  await eachAtOnce(plan.chats, chatsAtOnce, (chat, index) => {
    const share = index === 0 ? Math.floor(messages / 10) : Math.floor((messages * 0.9) / smallChats);
    const text = (number: number) => textOf(chat * 1_000_000 + number);
    return fillChat(seed, { chat, upTo: share, authors: plan.authors, text });
  });
  say(`${messages.toLocaleString('en')} messages written in ${seconds(began)} s; indexing`);
  const newest = seed.node.log.openTail(0).lastSeq();
  if (!(await until(() => indexCheckpoint(data) >= newest, indexWithinMs)))
    throw new Error('indexing takes too long');
  const isCounted = async () => (await seed.node.store.tailers.checkpoint('count')) >= newest;
  if (!(await until(isCounted, indexWithinMs))) throw new Error('counting takes too long');
  say(`indexed after ${seconds(began)} s`);
  const library = { data, messages, reader: plan.reader, largeChat: plan.chats[0] ?? 0, chats: plan.chats };
  writeFileSync(doneFile, JSON.stringify(library));
  return library;
}

async function planOf(seed: Seed, file: string): Promise<Plan> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Plan;
  const [reader, ...others] = await seed.people(10);
  if (reader === undefined) throw new Error('nobody was seeded');
  const chats: number[] = [];
  for (let index = 0; index <= smallChats; index++) chats.push((await seed.group(reader, others)).chat);
  const plan = { reader: reader.token, chats, authors: [reader, ...others].map(({ key }) => key) };
  writeFileSync(file, JSON.stringify(plan));
  return plan;
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(1);
}
