import type { Bus } from '../bus/bus.ts';
import type { Config } from '../config/config.ts';
import type { Log, PlacedEntry } from '../log/log.ts';
import type { LogKey } from '../log/log-key.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from '../telemetry/clock.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Tracer } from '../telemetry/tracer.ts';
import { Acceptor } from './accept.ts';
import { Admission } from './admission.ts';
import { Appender } from './append.ts';
import { CatchUp, type CatchUpParts } from './catch-up.ts';
import { ChatRegistry } from './chat-registry.ts';
import { ChatViews } from './chat-views.ts';
import { Connections } from './connections.ts';
import { FanOut } from './fan-out.ts';
import type { Followers } from './followers/followers.ts';
import { Marks } from './marks.ts';
import { MessageSearch } from './message-search.ts';
import { MessageViews } from './message-views.ts';
import { notifyPeople } from './notify.ts';
import type { People } from './people.ts';
import type { Everywhere } from './reach/everywhere.ts';
import { everything } from './reach/followed.ts';
import { InOrder } from './reach/in-order.ts';
import type { Interest } from './reach/interest.ts';
import { createReach, type Reach } from './reach/reach.ts';
import type { BlockSource } from './read-chat.ts';
import type { StageWatch } from './stage-watch.ts';
import { Usernames } from './usernames.ts';

export interface DeliveryParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  readonly log: Log;
  readonly store: Store;
  readonly index: SearchIndex;
  readonly followers: Followers;
  /** Below 1; chance by default. */
  readonly random?: () => number;
  readonly bus: Bus;
}

/** The stages of the journey, put together: see ARCHITECTURE.md. */
export interface Delivery extends AsyncDisposable {
  readonly chats: ChatRegistry;
  readonly usernames: Usernames;
  readonly messages: MessageViews;
  readonly chatViews: ChatViews;
  /** Connections of this node. */
  readonly connections: Connections;
  /** Connections of all nodes. */
  readonly people: People;
  readonly everywhere: Everywhere;
  /** Resolves when this node hears the others: before, nobody should be let in. */
  readonly listening: Promise<void>;
  readonly fanOut: FanOut;
  readonly accept: Acceptor;
  readonly catchUp: CatchUp;
  readonly marks: Marks;
  readonly search: MessageSearch;
  readonly followers: Followers;
  /** What this node hears of, for the people who are connected to it. */
  readonly interest: Interest;
}

const catchUpsAtOnce = 16;

export function createDelivery(parts: DeliveryParts): Delivery {
  const { clock, logger, metrics, tracer, log, store, followers } = parts;
  const near = createNear(parts);
  const { chats, usernames, connections, fanOut, reach, tell } = near;
  const { people, everywhere, interest, listening } = reach;
  hearForeign(parts, near);
  const committed = (entries: readonly PlacedEntry[], lastSeq: number) => {
    followers.heard(entries, lastSeq);
    const delivering = tell(entries);
    notifyPeople(people, entries);
    return delivering;
  };
  const watch: StageWatch = { clock, tracer, took: (stage, seconds) => metrics.stageTook(stage, seconds) };
  const appender = new Appender(log, chats, committed, watch);
  const accept = new Acceptor({ log, chats, appender, usernames, watch });
  const messages = new MessageViews(log, store.messages, usernames);
  const chatViews = new ChatViews({ chats, messages, chatStore: store.chats, messageStore: store.messages });
  const catchUp = catchUpOf(parts, { chats, chatViews, messages, usernames, interest });
  const marks = new Marks({ store: store.chats, chats, fanOut, clock, logger });
  const onSearched = (seconds: number) => metrics.searched(seconds);
  const search = new MessageSearch({ ...parts, messages, progress: followers.indexed, onSearched });
  const stages = { chats, usernames, messages, chatViews, connections, fanOut, accept, catchUp, marks };
  return {
    ...{ ...stages, people, everywhere, interest, listening, search, followers },
    async [Symbol.asyncDispose]() {
      connections[Symbol.dispose]();
      reach[Symbol.dispose]();
      for (const each of [marks, followers]) await each[Symbol.asyncDispose]();
    },
  };
}

interface Near {
  readonly chats: ChatRegistry;
  readonly usernames: Usernames;
  readonly connections: Connections;
  readonly fanOut: FanOut;
  readonly reach: Reach;
  /** Entries of one log to the connections of its members, in order whichever node appended them. */
  readonly tell: (entries: readonly PlacedEntry[]) => Promise<void> | undefined;
}

/** What this node knows of chats and people, and how it reaches those who are connected. */
function createNear(parts: DeliveryParts): Near {
  const { config, clock, metrics, log, store, bus, random = Math.random } = parts;
  const usernames = new Usernames((users) => store.accounts.peopleOf(users));
  const blocks: BlockSource = (one, other) => store.friends.isBlocked(one, other);
  const following = new Set<LogKey>();
  const followed = bus.reach === 'alone' ? everything : following;
  const chats = new ChatRegistry({ log, store: store.chats, usernames, blocks, followed, clock, random });
  const connections = new Connections(clock);
  const onDelivered = (deliveries: number) => metrics.fannedOut(deliveries);
  const own = { chats, connections, usernames };
  const fanOut = new FanOut({ ...own, bus, largeChat: config.largeChat, onDelivered });
  const inOrder = new InOrder({ log, tell: (entries) => fanOut.entries(entries) });
  const began = (key: LogKey) => following.add(key);
  const ended = (key: LogKey) => {
    following.delete(key);
    inOrder.forget(key);
  };
  const reach = createReach({ ...parts, ...own, store: store.chats, fanOut, began, ended });
  const isFollowed = (entry: PlacedEntry | undefined) => entry !== undefined && following.has(entry.log);
  const tell = (entries: readonly PlacedEntry[]) =>
    isFollowed(entries[0]) ? inOrder.tell(entries) : fanOut.entries(entries);
  return { ...own, fanOut, reach, tell };
}

type CatchUpOwn = Omit<CatchUpParts, 'log' | 'store' | 'admission'>;

function catchUpOf({ log, store, metrics }: DeliveryParts, own: CatchUpOwn): CatchUp {
  const admission = new Admission(catchUpsAtOnce, (running, queued) => metrics.catchUps(running, queued));
  return new CatchUp({ ...own, log, store: store.chats, admission });
}

/** Entries of another process or node: this one's states move on, and its connections want to know. */
function hearForeign({ log, bus }: DeliveryParts, { chats, connections, tell }: Near): void {
  log.onForeign((entries) => {
    for (const [key, group] of Map.groupBy(entries, (entry) => entry.log)) {
      chats.takeForeign(key, group);
      tell(group);
      // Another node has told people on all nodes; another process beside a node that is alone has told nobody.
      if (bus.reach === 'alone') notifyPeople(connections, group);
    }
  });
}
