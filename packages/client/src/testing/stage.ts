import assert from 'node:assert/strict';
import type { DownFrame } from '@parley/protocol/frames.ts';
import type { ChatState } from '../chat/chat-state.ts';
import { type Arena, as, castOfFour, openArena } from './arena.ts';
import { comparable } from './comparable.ts';
import { Device, type Person } from './device.ts';
import { eventually } from './eventually.ts';
import { fastClock } from './fast-clock.ts';
import { noFaults } from './faulty-network.ts';

/** A real server with alice, bob, carol and dave, their devices, and ways to make things happen there. */
export class Stage implements AsyncDisposable {
  readonly #arena: Arena;
  readonly #devices: Device[] = [];

  private constructor(arena: Arena) {
    this.#arena = arena;
  }

  static async open(): Promise<Stage> {
    return new Stage(await openArena(castOfFour));
  }

  get url(): string {
    return this.#arena.url;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#devices.map((device) => device.stop()));
    await this.#arena[Symbol.asyncDispose]();
  }

  /** How many connections the server has of somebody. */
  connectionsOf(username: string): number {
    return this.#arena.connectionsOf(username);
  }

  personNamed(username: string): Person {
    return this.#arena.people.find((each) => each.account.username === username) ?? assert.fail(username);
  }

  /** Calls in somebody's name, without a client. */
  as(username: string) {
    return as(this.url, this.personNamed(username));
  }

  /** A new device of somebody's, synced; every frame that reaches it is added to `frames`. */
  async deviceOf(username: string, frames: DownFrame[] = []): Promise<Device> {
    const device = new Device({
      ...{ name: username, clock: fastClock(20), random: Math.random, faults: noFaults },
      baseUrl: this.url,
      person: this.personNamed(username),
      onFrame: (frame) => frames.push(frame),
    });
    this.#devices.push(device);
    await device.start();
    const { connection, chats } = device.client;
    await eventually(() => connection.state.get().synced && chats.list.get().loaded);
    return device;
  }

  /** A group of alice, bob and carol. */
  async newGroup(): Promise<number> {
    const body = { kind: 'group' as const, name: 'g', members: ['bob', 'carol'] };
    const { number } = await this.as('alice').call('createChat', { body });
    for (const username of ['bob', 'carol']) {
      const input = { params: { number }, body: { status: 'accepted' as const } };
      await this.as(username).call('answerInvitation', input);
    }
    return number;
  }

  /** Alice says so many things, many at once. */
  async say(count: number, number: number): Promise<void> {
    const api = this.as('alice');
    for (let from = 0; from < count; from += 100) {
      const texts = Array.from({ length: Math.min(100, count - from) }, (_, index) => `said ${from + index}`);
      const posts = texts.map((content) =>
        api.call('postMessage', { params: { number }, body: { content } }),
      );
      await Promise.all(posts);
    }
  }

  /** Alice says very many things, as fast as a socket takes them. */
  async sayInBulk(count: number, chat: number): Promise<void> {
    const frames: DownFrame[] = [];
    const socket = await this.#openSocket('alice', frames);
    for (let from = 0; from < count; from += 500) {
      const sends = Array.from({ length: 500 }, (_, index) => {
        const key = `bulk-${from + index}`;
        return { type: 'send', ref: key, chat, client_id: key, content: `said ${from + index}` };
      });
      socket.send(JSON.stringify(sends));
      const acknowledged = () => frames.filter((frame) => frame.type === 'ack').length;
      await eventually(() => acknowledged() === from + 500, 20_000);
    }
    socket.close();
  }

  /** Says frames, a sync and a ping among them, over a bare socket; what came until those were answered. */
  async speak(username: string, up: readonly object[]): Promise<DownFrame[]> {
    const frames: DownFrame[] = [];
    const socket = await this.#openSocket(username, frames);
    socket.send(JSON.stringify(up));
    const answered = (type: string) => frames.some((frame) => frame.type === type);
    await eventually(() => answered('pong') && answered('synced'));
    socket.close();
    return frames;
  }

  async #openSocket(username: string, frames: DownFrame[]): Promise<WebSocket> {
    const url = `${this.url.replace('http', 'ws')}/api/v1/realtime`;
    const socket = new WebSocket(url, ['parley.v1', `bearer.${this.personNamed(username).token}`]);
    socket.onmessage = ({ data }) => frames.push(...([JSON.parse(String(data))].flat() as DownFrame[]));
    await eventually(() => frames.some((frame) => frame.type === 'hello'));
    return socket;
  }
}

/** What a device holds of a chat. */
export function stateOf(device: Device, chat: number): Promise<ChatState> {
  return device.with(chat, (handle) => handle.state.get().chat ?? assert.fail('no chat'));
}

/** Two devices of one person agree, as far as both hold messages. */
export async function agree(one: Device, other: Device, chat: number): Promise<void> {
  const [a, b] = [await stateOf(one, chat), await stateOf(other, chat)];
  const from = Math.max(a.messagesCount - a.messages.length, b.messagesCount - b.messages.length) + 1;
  const after = Math.max(a.spokenAfter, b.spokenAfter);
  assert.deepEqual(comparable(a, from, after), comparable(b, from, after));
}
