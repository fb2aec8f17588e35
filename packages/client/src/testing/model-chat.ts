import type { PlacedEntry } from '@parley/protocol/entry.ts';
import { epochHeader } from '@parley/protocol/epoch-header.ts';
import { isSpoken } from '@parley/protocol/spoken-kinds.ts';
import type { Api } from '../api/api.ts';
import { ParleyError } from '../api/parley-error.ts';
import { type ChatState, stateFromView } from '../chat/chat-state.ts';
import { foldEntry } from '../chat/fold-entry.ts';
import { unreadOf } from '../chat/unread.ts';
import { messageEntry, placed, sampleMember, sampleView } from './sample-chat.ts';

/** A chat as a server would keep it, in memory, with the calls that read it. */
export class ModelChat {
  readonly entries: PlacedEntry[] = [];
  /** Calls answered so far, by name. */
  readonly asked: string[] = [];
  /** Of the log it stands in. */
  epoch = 'epoch-1';
  /** What the next call fails with. */
  failure: ParleyError | undefined;
  state: ChatState = stateFromView(sampleView(), [], 'alice');

  say(content = 'hello', sender = 'bob'): PlacedEntry {
    const fields = { sender, content };
    return this.#append(messageEntry(this.state.position + 1, this.state.messagesCount + 1, fields));
  }

  append(entry: Parameters<typeof placed>[1]): PlacedEntry {
    return this.#append(placed(this.state.position + 1, entry));
  }

  view() {
    const { position, messagesCount, marks, name, members, membersCount } = this.state;
    return sampleView({
      ...{ position, marks, name },
      messages_count: messagesCount,
      unread: unreadOf(this.state),
      members: members.map(({ joinedAt: _, username, ...each }) => sampleMember(username ?? '', each)),
      members_count: membersCount,
      last_message: this.state.messages.at(-1) ?? null,
    });
  }

  newest(limit: number, before = this.state.messagesCount + 1) {
    return this.state.messages
      .filter((message) => message.number < before)
      .slice(-limit)
      .reverse();
  }

  /** A page as `listMessages` answers it. */
  page({ limit = 15, before, after, around, at }: Query) {
    const { position, messages } = this.state;
    if (after !== undefined) return { items: messages.slice(after, after + limit).reverse(), position };
    const first = at === undefined ? undefined : messages.find((message) => message.at >= at);
    const target = around ?? first?.number ?? (at === undefined ? undefined : messages.length);
    // Nothing leads to anything in an empty chat.
    if (target === undefined || target === 0) return { items: this.newest(limit, before), position };
    const newest = Math.max(target + Math.floor(limit / 2), limit);
    return { items: this.newest(limit, newest + 1), position, target };
  }

  readonly api: Api = {
    call: (async (id: string, input: CallInput) => this.#answer(id, input)) as Api['call'],
    attempt: (async (id: string, input: CallInput) => {
      try {
        const headers = new Headers({ [epochHeader]: this.epoch });
        return { ok: true, value: this.#answer(id, input), headers };
      } catch (error) {
        return { ok: false, error };
      }
    }) as unknown as Api['attempt'],
    request: (() => Promise.reject(new Error('not needed'))) as unknown as Api['request'],
  };

  #append(entry: PlacedEntry): PlacedEntry {
    this.entries.push(entry);
    this.state = foldEntry(this.state, entry);
    return entry;
  }

  #answer(id: string, { query = {} }: CallInput): unknown {
    this.asked.push(id);
    const failure = this.failure;
    if (failure !== undefined) throw failure;
    if (id === 'getChat') return this.view();
    if (id === 'listMessages') return this.page(query);
    if (id === 'listEntries' && query.spoken) {
      const { before = this.state.position + 1, after = 0 } = query;
      const told = this.entries
        .filter((each) => each.position < before && each.position > after && isSpoken(each.entry))
        .reverse();
      const items = told.slice(0, query.limit);
      return { items, ...(told.length > items.length && { next_cursor: String(items.at(-1)?.position) }) };
    }
    if (id === 'listEntries') {
      const after = query.after ?? 0;
      return { items: this.entries.slice(after, after + (query.limit ?? 100)) };
    }
    throw new Error(`the model does not answer ${id}`);
  }
}

interface Query {
  readonly limit?: number;
  readonly before?: number;
  readonly after?: number;
  readonly around?: number;
  readonly at?: string;
  readonly spoken?: boolean;
}

interface CallInput {
  readonly query?: Query;
}

export const notFound = new ParleyError({ code: 'not_found', retry: 'never', message: '' }, 404);
export const lostOnTheWay = new ParleyError({ code: 'network', retry: 'backoff', message: '' });
