import type { DownFrame, FrameOf, SendFrame, UpFrame } from '@parley/protocol/frames.ts';
import type { Api } from '../api/api.ts';
import { type ParleyError, parleyErrorOf } from '../api/parley-error.ts';
import type { Engine, WireEvents } from './engine.ts';
import { eventStreamReader } from './event-stream.ts';

export interface EventsTarget {
  readonly baseUrl: string;
  readonly token: () => string | undefined;
  readonly api: Api;
}

/**
 * Frames where WebSocket is blocked: down as Server-Sent Events, up as calls. Typing and presence have no call and
 * are not sent. The stream itself is the answer to the first `sync`: it names every head, and the holes are fetched;
 * another one needs another stream.
 */
export function eventsEngine(target: EventsTarget): Engine {
  return (events) => {
    const ended = new AbortController();
    let syncs = 0;
    void follow(target, ended.signal, events);
    const answer = (frames: readonly DownFrame[]) => {
      if (frames.length > 0 && !ended.signal.aborted) events.received(frames);
    };
    return {
      send(frames) {
        for (const frame of frames) {
          if (frame.type === 'sync' && ++syncs > 1) ended.abort();
          else void carry(target.api, frame).then(answer);
        }
      },
      close: () => ended.abort(),
    };
  };
}

async function follow(target: EventsTarget, signal: AbortSignal, events: WireEvents): Promise<void> {
  let code = 1006;
  try {
    const token = target.token();
    const headers = {
      accept: 'text/event-stream',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const init: RequestInit = { headers, signal, credentials: 'same-origin' };
    const response = await fetch(`${target.baseUrl}/api/v1/events`, init);
    if (response.status === 401) code = 4401;
    else if (response.ok && response.body !== null) await readAll(response.body, events);
  } catch {
    // Whatever broke the stream, the connection ends the same way.
  }
  events.closed(code);
}

async function readAll(body: ReadableStream<Uint8Array<ArrayBuffer>>, events: WireEvents): Promise<void> {
  const read = eventStreamReader((event) => {
    if (event?.name !== 'message') events.alive();
    else events.received([JSON.parse(event.data)].flat() as DownFrame[]);
  });
  for await (const text of body.pipeThrough(new TextDecoderStream())) read(text);
}

/** Does by calls what a frame says, and answers what the server would have sent. */
async function carry(api: Api, frame: UpFrame): Promise<readonly DownFrame[]> {
  if (frame.type === 'ping') return pong(api);
  if (frame.type === 'send') return post(api, frame);
  if (frame.type === 'mark') {
    const { chat, type: _, ...body } = frame;
    await api.attempt('setMarks', { params: { number: chat }, body });
  }
  return [];
}

/** A real question, so that a dead server does not seem alive; the chats of latest activity stand for all. */
async function pong(api: Api): Promise<readonly DownFrame[]> {
  const chats = await api.attempt('listChats', { query: { limit: 20 } });
  if (!chats.ok) return [];
  const heads = Object.fromEntries(chats.value.items.map((chat) => [String(chat.number), chat.position]));
  return [{ type: 'pong', heads }];
}

async function post(api: Api, frame: SendFrame): Promise<readonly DownFrame[]> {
  const { type: _, ref, chat, ...body } = frame;
  try {
    const { number, position } = await api.call('postMessage', { params: { number: chat }, body });
    return [{ type: 'ack', ref, chat, number, position }];
  } catch (cause) {
    return [{ type: 'error', ref, error: errorObjectOf(parleyErrorOf(cause)) }];
  }
}

function errorObjectOf(error: ParleyError): FrameOf<'error'>['error'] {
  const own = error.code === 'network' || error.code === 'timeout' || error.code === 'aborted';
  const details = error.details === undefined ? {} : { details: error.details };
  if (own) return { code: 'unavailable', message: error.message, retry: 'backoff' };
  return { code: error.code, message: error.message, retry: error.retry, ...details };
}
