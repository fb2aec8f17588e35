import type { Engine } from '@parley/client/connection/engine.ts';
import type { DownFrame, UpFrame } from '@parley/protocol/frames.ts';
import type { Surroundings } from '../seams.ts';
import { changed, type PlantedBug } from './planted-bug.ts';

interface Ears {
  readonly up?: (frame: UpFrame) => UpFrame;
  readonly down?: (frame: DownFrame) => DownFrame;
}

/** An engine whose frames are changed on their way. */
function hearing(engine: Engine, { up = (frame) => frame, down = (frame) => frame }: Ears): Engine {
  return (events) => {
    const wire = engine(changed(events, { received: (frames) => events.received(frames.map(down)) }));
    return changed(wire, { send: (frames) => wire.send(frames.map(up)) });
  };
}

function outboxInMemory(own: Surroundings): Surroundings {
  const { storage } = own;
  const set: typeof storage.set = (key, value) =>
    key.startsWith('outbox/') ? Promise.resolve() : storage.set(key, value);
  return { ...own, storage: changed(storage, { set }) };
}

function outboxLetsGoAtSending(own: Surroundings): Surroundings {
  const up = (frame: UpFrame) => {
    if (frame.type === 'send') void own.storage.delete(`outbox/${frame.chat}/${frame.client_id}`);
    return frame;
  };
  return { ...own, engine: hearing(own.engine, { up }) };
}

function newKeyForRetry(own: Surroundings): Surroundings {
  const tries = new Map<string, number>();
  const up = (frame: UpFrame): UpFrame => {
    if (frame.type !== 'send' || frame.client_id === undefined) return frame;
    const tried = tries.get(frame.client_id) ?? 0;
    tries.set(frame.client_id, tried + 1);
    return tried === 0 ? frame : ({ ...frame, client_id: `${frame.client_id}-${tried}` } as UpFrame);
  };
  return { ...own, engine: hearing(own.engine, { up }) };
}

/** What is asked for is what follows the furthest position heard of, hole or not. */
function cursorAtFurthest(own: Surroundings): Surroundings {
  const furthest = new Map<number, number>();
  const past = (chat: number, position: number) => Math.max(furthest.get(chat) ?? 0, position);
  const down = (frame: DownFrame) => {
    if (frame.type === 'entry') furthest.set(frame.chat, past(frame.chat, frame.position));
    return frame;
  };
  const up = (frame: UpFrame): UpFrame => {
    if (frame.type !== 'sync') return frame;
    const chats = Object.entries(frame.chats).map(([chat, position]) => [chat, past(Number(chat), position)]);
    return { ...frame, chats: Object.fromEntries(chats) } as UpFrame;
  };
  const ask: typeof fetch = (address, init) => {
    const further = (_: string, chat: string, position: string) =>
      `/chats/${chat}/entries?after=${past(Number(chat), Number(position))}`;
    return own.fetch(String(address).replace(/\/chats\/(\d+)\/entries\?after=(\d+)/, further), init);
  };
  return { ...own, engine: hearing(own.engine, { up, down }), fetch: ask };
}

function headsUnheard(own: Surroundings): Surroundings {
  const down = (frame: DownFrame): DownFrame => (frame.type === 'pong' ? { ...frame, heads: {} } : frame);
  return { ...own, engine: hearing(own.engine, { down }) };
}

/** Within a connection positions are counted, not read: what comes twice counts twice. */
function countsPositions(own: Surroundings): Surroundings {
  const counted = new Map<number, number>();
  const down = (frame: DownFrame): DownFrame => {
    if (frame.type === 'synced') counted.clear();
    if (frame.type !== 'entry') return frame;
    const position = (counted.get(frame.chat) ?? frame.position - 1) + 1;
    counted.set(frame.chat, position);
    return { ...frame, position } as DownFrame;
  };
  return { ...own, engine: hearing(own.engine, { down }) };
}

/** In a client. */
export const clientBugs: readonly PlantedBug[] = [
  { name: 'The cursor is the furthest position seen', seams: { surroundings: cursorAtFurthest } },
  { name: 'The outbox is not stored', seams: { surroundings: outboxInMemory } },
  { name: 'The outbox lets go of a message at sending', seams: { surroundings: outboxLetsGoAtSending } },
  { name: 'A retry gets a key of its own', seams: { surroundings: newKeyForRetry } },
  { name: 'The loss of the last message goes unnoticed', seams: { surroundings: headsUnheard } },
  { name: 'An entry that comes twice is applied twice', seams: { surroundings: countsPositions } },
];
