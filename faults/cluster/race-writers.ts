import assert from 'node:assert/strict';
import { ApiCaller } from '@parley/testkit/api-caller.ts';
import type { Seeded } from '@parley/testkit/seeded.ts';

export interface RaceSizes {
  readonly writers: number;
  readonly chats: number;
  readonly messages: number;
}

export interface RaceTrack extends RaceSizes {
  /** Of every node. */
  readonly urls: readonly string[];
  /** The path of the app in which everybody writes. */
  readonly app: string;
  readonly chance: Seeded;
}

/** A message and what its writer was told. */
export interface Raced {
  readonly clientId: string;
  readonly chat: number;
  readonly number: number;
}

/** Chats that everybody writes in all the time, so that nodes meet at their heads. */
const hotChats = 8;
const retryOneIn = 5;

/** Everybody makes chats, each request through another node; resolves with the numbers that were told. */
export async function raceForChats(track: RaceTrack): Promise<number[]> {
  const numbers: number[] = [];
  await inTurns(track, track.chats, async (job, nodes) => {
    const chat = await nodes
      .next()
      .call<{ number: number }>('POST', `${track.app}/chats`, { name: `c${job}` });
    numbers.push(chat.number);
  });
  return numbers;
}

/** Everybody writes; every fifth message goes out again through another node, at the same moment or afterwards. */
export async function raceForMessages(track: RaceTrack): Promise<{ raced: Raced[]; retries: number }> {
  const raced: Raced[] = [];
  let retries = 0;
  await inTurns(track, track.messages, async (job, nodes) => {
    const message = { clientId: `r${job}`, chat: chatFor(track) };
    const post = () => send(nodes.next(), track.app, message);
    const isRetried = job % retryOneIn === 0;
    const numbers = isRetried && track.chance.oneIn(2) ? await Promise.all([post(), post()]) : [await post()];
    if (isRetried && numbers.length === 1) numbers.push(await post());
    retries += numbers.length - 1;
    const [number = 0, again = number] = numbers;
    assert.equal(again, number, `${message.clientId} in chat ${message.chat} was told two numbers`);
    raced.push({ ...message, number });
  });
  return { raced, retries };
}

function chatFor({ chats, chance }: RaceTrack): number {
  return 1 + chance.below(chance.oneIn(4) ? Math.min(hotChats, chats) : chats);
}

async function send(
  node: ApiCaller,
  app: string,
  { chat, clientId }: Pick<Raced, 'chat' | 'clientId'>,
): Promise<number> {
  const body = { content: `race ${clientId}`, client_id: clientId, sender: 'racer' };
  return (await node.call<{ number: number }>('POST', `${app}/chats/${chat}/messages`, body)).number;
}

/** A writer's nodes, another one for each request. */
class Nodes {
  readonly #callers: readonly ApiCaller[];
  #at: number;

  constructor(urls: readonly string[], from: number) {
    this.#callers = urls.map((url) => new ApiCaller(url));
    this.#at = from;
  }

  next(): ApiCaller {
    const caller = this.#callers[this.#at++ % this.#callers.length];
    if (caller === undefined) throw new RangeError('there are no nodes');
    return caller;
  }
}

/** Shares jobs 1 … `jobs` among the writers, each of which does one after the other. */
async function inTurns(
  { writers, urls }: RaceTrack,
  jobs: number,
  work: (job: number, nodes: Nodes) => Promise<void>,
): Promise<void> {
  let job = 0;
  const writer = async (_: unknown, index: number) => {
    const nodes = new Nodes(urls, index);
    while (job < jobs) await work(++job, nodes);
  };
  await Promise.all(Array.from({ length: writers }, writer));
}
