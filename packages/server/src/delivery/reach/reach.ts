import type { Bus } from '../../bus/bus.ts';
import type { Log } from '../../log/log.ts';
import { chatOf, type LogKey } from '../../log/log-key.ts';
import type { ChatStore } from '../../store/chat-store.ts';
import type { Clock } from '../../telemetry/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { ChatRegistry } from '../chat-registry.ts';
import type { Connections } from '../connections.ts';
import { type FanOut, headFrame } from '../fan-out.ts';
import type { People } from '../people.ts';
import type { Usernames } from '../usernames.ts';
import { ChatFollows } from './chat-follows.ts';
import { Everywhere } from './everywhere.ts';
import { hearsAll, type Interest, VisitorsInterest } from './interest.ts';
import { PeopleEverywhere } from './people-everywhere.ts';
import { PresenceBoard } from './presence-board.ts';

export interface ReachParts {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly log: Log;
  readonly store: Pick<ChatStore, 'memberships'>;
  readonly chats: ChatRegistry;
  readonly usernames: Usernames;
  readonly connections: Connections;
  readonly fanOut: FanOut;
  /** This node hears of whatever others append to a chat; and no more. */
  readonly began: (log: LogKey) => void;
  readonly ended: (log: LogKey) => void;
}

/** How what happens on one node reaches people and caches on all of them. */
export interface Reach extends Disposable {
  readonly people: People;
  readonly everywhere: Everywhere;
  readonly interest: Interest;
  /** Resolves when this node hears the others: before, nobody should be let in. */
  readonly listening: Promise<void>;
}

/** A node that is alone reaches its own connections, and nothing is spent on others. */
export function createReach(parts: ReachParts): Reach {
  const { bus, connections } = parts;
  const everywhere = new Everywhere(parts);
  if (bus.reach !== 'alone') return amongOthers(parts, everywhere);
  const listening = Promise.resolve();
  return {
    people: connections,
    everywhere,
    interest: hearsAll,
    listening,
    [Symbol.dispose]: () => undefined,
  };
}

function amongOthers(parts: ReachParts, everywhere: Everywhere): Reach {
  const { bus, connections } = parts;
  const presence = new PresenceBoard(parts);
  const people = new PeopleEverywhere({ bus, connections, everywhere, presence });
  const interest = interestOf(parts, people);
  const listen = async () => void (await Promise.all([everywhere.listen(), presence.listen()]));
  const dispose = () => {
    presence[Symbol.dispose]();
    interest[Symbol.dispose]();
  };
  return { people, everywhere, interest, listening: listen(), [Symbol.dispose]: dispose };
}

function interestOf(parts: ReachParts, people: PeopleEverywhere): Interest {
  const { bus, connections, store, chats } = parts;
  const interest = new VisitorsInterest({
    ...parts,
    follows: new ChatFollows((log) => follow(parts, log)),
    hear: (user) => people.hear(user),
    memberships: async (user) => (await store.memberships(user)).map(({ log }) => log),
    async joined(user, log) {
      const state = await chats.load(log);
      if (state !== undefined) connections.push(user, headFrame(chatOf(log), state.committed.position));
    },
  });
  connections.watch({
    came: (user) => {
      for (const { app } of connections.of(user) ?? []) return interest.came(user, app);
    },
    went: (user) => interest.went(user),
  });
  people.onChat((user, frame) => interest.heardOf(user, frame));
  bus.onInterrupted(() => interest.lookAgain());
  return interest;
}

/** Hears a chat's entries and events; what was known of it before may be old. */
async function follow(
  { log: all, chats, fanOut, began, ended }: ReachParts,
  log: LogKey,
): Promise<() => void> {
  const stop = await fanOut.hearEvents(log);
  try {
    await all.follow(log);
    await chats.refresh(log);
  } catch (error) {
    all.unfollow(log);
    stop();
    throw error;
  }
  began(log);
  return () => {
    ended(log);
    stop();
    all.unfollow(log);
  };
}
