import type { Message } from '@parley/protocol/message.ts';
import type { ChatNumber, MessageNumber } from '@parley/protocol/scalars.ts';
import { ParleyError } from '../api/parley-error.ts';
import { createStore, type Store, type WritableStore } from '../store.ts';
import {
  type Direction,
  firstShown,
  growShown,
  rangeOf,
  showNewest,
  shownMessages,
  showRun,
  withTold,
} from './away-window.ts';
import type { ChatLog } from './chat-log.ts';
import { type ChatState, messageAt } from './chat-state.ts';
import { broughtUp } from './message-window.ts';
import { readBetween } from './read-spoken.ts';
import { lacksSpoken, mergeSpoken } from './spoken.ts';

/** At which ends of what is shown a page is on its way. */
export interface WindowLoading {
  readonly older: boolean;
  readonly newer: boolean;
}

interface Query {
  readonly before?: MessageNumber;
  readonly after?: MessageNumber;
  readonly around?: MessageNumber;
  readonly at?: string;
  readonly limit: number;
}

type Place = (state: ChatState, run: readonly Message[]) => ChatState;

/** Readings of a page that are older than what is held, before giving up. */
const loadTries = 5;
/** Messages read around one that somebody goes to. */
const aroundLimit = 60;

/** Moves and grows the window of messages that is shown. Each reading is one round trip and throws ParleyError. */
export class WindowLoader {
  readonly loading: Store<WindowLoading>;
  readonly #loading: WritableStore<WindowLoading> = createStore<WindowLoading>({
    older: false,
    newer: false,
  });
  readonly #log: ChatLog;
  readonly #pages = new Map<Direction, Promise<void>>();
  #refreshing: Promise<unknown> | undefined;
  /** About where somebody reads: what is read again after a gap. */
  #place = 0;

  constructor(log: ChatLog) {
    this.#log = log;
    this.loading = this.#loading;
  }

  /** Puts a page at an end of what is shown; whoever asks meanwhile waits for that one. */
  grow(direction: Direction, limit: number): Promise<void> {
    const underWay = this.#pages.get(direction);
    if (underWay !== undefined) return underWay;
    const page = this.#grow(direction, limit).finally(() => {
      this.#pages.delete(direction);
      this.#loading.set({ ...this.#loading.get(), [direction]: false });
    });
    this.#pages.set(direction, page);
    this.#loading.set({ ...this.#loading.get(), [direction]: true });
    return page;
  }

  /** Shows a message among its neighbours. False: there is no such message. */
  async around(number: number): Promise<boolean> {
    const state = this.#log.state.get();
    if (state === null || number < 1 || number > state.messagesCount) return false;
    if (state.away?.messages.some((message) => message.number === number)) return true;
    this.#place = number;
    if (messageAt(state, number) !== undefined) this.newest();
    else await this.#show({ around: number as MessageNumber, limit: aroundLimit });
    return true;
  }

  /** Shows the first message that is not older than a moment, the newest where all are; its number. */
  async at(moment: Date): Promise<number | null> {
    const target = await this.#show({ at: moment.toISOString(), limit: aroundLimit });
    this.#place = target ?? this.#place;
    return target ?? null;
  }

  /** Shows the newest messages, without a round trip. */
  newest(): void {
    this.#log.update(showNewest);
  }

  /** Reads a window again that missed entries (CLIENT23). */
  async refresh(): Promise<void> {
    if (this.#log.state.get()?.away?.stale !== true) return;
    this.#refreshing ??= this.#show({
      around: this.#place as MessageNumber,
      limit: 2 * aroundLimit - 20,
    }).finally(() => {
      this.#refreshing = undefined;
    });
    await this.#refreshing;
  }

  async #grow(direction: Direction, limit: number): Promise<void> {
    if (this.#log.state.get()?.away?.stale) await this.refresh();
    const state = this.#log.state.get();
    if (state === null) return;
    const edge = edgeOf(state, direction);
    if (edge === undefined) return;
    this.#place = edge;
    const query = direction === 'older' ? { before: edge, limit } : { after: edge, limit };
    await this.#read(query, (now, run) => growShown(now, run, direction) ?? now);
  }

  #show(query: Query): Promise<number | undefined> {
    return this.#read(query, showRun);
  }

  /** Reads a page and places it, brought up to the cursor of the state it comes into; its target. */
  async #read(query: Query, place: Place): Promise<number | undefined> {
    const params = { number: this.#log.number as ChatNumber };
    for (let tries = 0; tries < loadTries; tries++) {
      const page = await this.#log.ask((api) => api.call('listMessages', { params, query }));
      const state = this.#log.state.get();
      const run = state === null ? undefined : broughtUp(state, page.items, page.position);
      if (state === null || run === undefined) continue;
      // What is told between them comes in the same moment, so that a view grows once.
      const tell = await this.#tellingOf(place(state, run));
      const now = this.#log.state.get();
      const again = now === null ? undefined : broughtUp(now, page.items, page.position);
      if (again === undefined) continue;
      this.#log.update((current) => tell(place(current, again)));
      return page.target;
    }
    throw new ParleyError({
      code: 'unavailable',
      retry: 'backoff',
      message: 'The server answers from the past.',
    });
  }

  /** What adds to a state what is told between the messages shown; read where it is not held. */
  async #tellingOf(next: ChatState): Promise<(state: ChatState) => ChatState> {
    const { away, spoken, spokenAfter } = next;
    if (away === null) {
      if (!lacksSpoken(next)) return (state) => state;
      const page = await this.#log.readSpoken(next);
      return (state) => mergeSpoken(state, page);
    }
    const range = rangeOf(away.messages);
    const told =
      spokenAfter <= range.after
        ? spoken
        : await this.#log.ask((api) => readBetween(api, this.#log.number, range));
    return (state) => withTold(state, told);
  }
}

/** The message at the end from which a page goes on; undefined when that is the chat's end. */
function edgeOf(state: ChatState, direction: Direction): MessageNumber | undefined {
  const first = firstShown(state);
  if (direction === 'older') return first > 1 ? (first as MessageNumber) : undefined;
  return state.away === null ? undefined : shownMessages(state).at(-1)?.number;
}
