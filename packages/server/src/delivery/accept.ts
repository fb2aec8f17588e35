import type { ErrorObject } from '@parley/protocol/errors.ts';
import { errorOf } from '@parley/protocol/errors.ts';
import { type Draft, type Log, type PlacedEntry, placeBehind, type StoredEntry } from '../log/log.ts';
import { chatOf, type LogKey } from '../log/log-key.ts';
import { idleSpan, type Span } from '../telemetry/tracer.ts';
import { type Acceptance, repeated, retryKeyOf, type SameRequest, sameContent } from './acceptance.ts';
import type { Appender, AppendResult } from './append.ts';
import type { ChatRegistry } from './chat-registry.ts';
import { type ChatState, foldEntry, type LogState } from './chat-state.ts';
import { type InFlight, KeysInFlight } from './keys-in-flight.ts';
import { type Called, Lanes } from './lanes.ts';
import type { StageWatch } from './stage-watch.ts';
import type { Usernames } from './usernames.ts';

/** What is to be appended, or why not. Runs again when the log turns out to have moved on: it must only look. */
export type Plan<State extends LogState> = (state: State) => readonly Draft[] | ErrorObject;

export type AcceptDone = (acceptance: Acceptance) => void;

interface Proposal<State extends LogState> {
  readonly load: () => Promise<State | undefined>;
  readonly plan: Plan<State>;
  readonly done: AcceptDone;
  readonly same: SameRequest;
  readonly spans: Spans;
  /** When this was asked, on the monotonic clock. */
  readonly began: number;
  /** Proposals of one log are decided in their turns. */
  readonly turn: number;
  readonly attempts: number;
}

/** What a proposal is part of, and the span of the attempt that is being made. */
interface Spans {
  readonly parent: Span;
  accept: Span;
}

const idleSpans: Spans = { parent: idleSpan, accept: idleSpan };

export interface AcceptorParts {
  readonly log: Log;
  readonly chats: ChatRegistry;
  readonly appender: Appender;
  readonly usernames: Usernames;
  readonly watch: StageWatch;
}

interface LookUp {
  readonly keyed: InFlight<AcceptDone> | undefined;
  readonly used: Promise<StoredEntry | undefined>;
}

type Wanted<State extends LogState> = Pick<Proposal<State>, 'load' | 'plan' | 'done' | 'same'>;

const mostAttempts = 100;

/**
 * Stage 1, accept: decides whether something may happen and gives it its place.
 *
 * Guarantees: the plan is decided on the state that the entry follows (ACC1); a used (sender, client_id) is
 * answered with what came of it, or as a conflict when it asks for something else (ACC2), also while the first
 * is still on its way; `done` is called once, and with success only after the entry is durable (ACC3). Calls
 * for one log keep their order.
 */
export class Acceptor {
  readonly #log: Log;
  readonly #chats: ChatRegistry;
  readonly #appender: Appender;
  readonly #usernames: Usernames;
  readonly #watch: StageWatch;
  readonly #inFlight = new KeysInFlight<AcceptDone>();
  /** The newest look-up of each log that is under way; it ends after those before it. */
  readonly #lookUps = new Map<LogKey, Promise<void>>();
  readonly #lanes = new Lanes();
  #turn = 0;

  constructor({ log, chats, appender, usernames, watch }: AcceptorParts) {
    this.#log = log;
    this.#chats = chats;
    this.#appender = appender;
    this.#usernames = usernames;
    this.#watch = watch;
  }

  /** Proposes entries for a chat that is in memory. The path of every message: nothing here waits. */
  toChat(state: ChatState, plan: Plan<ChatState>, done: AcceptDone, same: SameRequest = sameContent): void {
    const load = () => this.#chats.load(state.log);
    this.#propose(state, { load, plan, done, same });
  }

  /** As `toChat`, for callers that can wait. */
  inChat(state: ChatState, plan: Plan<ChatState>, same?: SameRequest): Promise<Acceptance> {
    return new Promise((resolve) => this.toChat(state, plan, resolve, same));
  }

  /** Proposes entries for an app's own log: new chats. */
  async inApp(app: number, plan: Plan<LogState>, same: SameRequest): Promise<Acceptance> {
    const load = () => this.#chats.loadApp(app);
    const state = await load();
    return new Promise((resolve) => this.#propose(state, { load, plan, done: resolve, same }));
  }

  #propose<State extends LogState>(state: State, wanted: Wanted<State>): void {
    const { load, plan, same } = wanted;
    const parent = this.#watch.tracer.active();
    const spans = parent.recording ? { parent, accept: parent.child('accept') } : idleSpans;
    const done = parent.recording ? endingAccept(spans, wanted.done) : wanted.done;
    const began = this.#watch.clock.monotonic();
    const turn = ++this.#turn;
    this.#decide(state, { load, plan, done, same, spans, began, turn, attempts: 0 });
  }

  #decide<State extends LogState>(state: State, proposal: Proposal<State>): void {
    if (!this.#isDue(state)) return this.#wait(state, proposal);
    const drafts = proposal.plan(state);
    if (!isDrafts(drafts)) return proposal.done({ kind: 'refused', error: drafts });
    const first = drafts[0];
    if (first === undefined) return proposal.done({ kind: 'accepted', entries: [] });
    const key = retryKeyOf(state, first);
    const keyed = key && this.#inFlight.begin(key);
    const inFlight = keyed && this.#inFlight.find(keyed);
    if (inFlight !== undefined) return join(inFlight, first, proposal);
    const before = this.#lookUps.get(state.log);
    const used = key && this.#log.findRetry(key);
    if (used === undefined && before === undefined) return this.#place(state, proposal, drafts, keyed);
    this.#lookUp(state, proposal, first, { keyed, used: behind(before, used) });
  }

  /**
   * The key may have been used, or what was called before waits for its own: whoever brings the key again meanwhile
   * waits for the answer to this one, and what is called for the same log from now on comes after it.
   */
  #lookUp<State extends LogState>(
    state: State,
    proposal: Proposal<State>,
    first: Draft,
    lookUp: LookUp,
  ): void {
    const { keyed, used } = lookUp;
    if (keyed !== undefined) this.#inFlight.add(keyed);
    const answer = keyed === undefined ? proposal.done : answerAll(proposal.done, keyed);
    const lookedUp = used.then(
      (entry) => {
        if (keyed !== undefined) this.#inFlight.delete(keyed);
        if (entry !== undefined) return answer(repeated(entry, first, proposal.same));
        // Time has passed: what was allowed then may not be now.
        if (!this.#isDue(state)) return this.#wait(state, { ...proposal, done: answer });
        const drafts = proposal.plan(state);
        if (isDrafts(drafts)) this.#place(state, proposal, drafts, keyed);
        else answer({ kind: 'refused', error: drafts });
      },
      () => {
        if (keyed !== undefined) this.#inFlight.delete(keyed);
        answer({ kind: 'refused', error: errorOf('unavailable') });
      },
    );
    this.#lookUps.set(state.log, lookedUp);
    void lookedUp.then(() => {
      if (this.#lookUps.get(state.log) === lookedUp) this.#lookUps.delete(state.log);
    });
  }

  #place<State extends LogState>(
    state: State,
    proposal: Proposal<State>,
    drafts: readonly Draft[],
    keyed?: InFlight<AcceptDone>,
  ): void {
    const expected = state.head;
    const entries = placeBehind(state.log, expected, drafts);
    this.#fold(state, entries);
    if (keyed !== undefined) this.#inFlight.add(keyed);
    this.#lanes.begin(state);
    this.#placed(proposal, state, entries.length);
    const finished = (result: AppendResult) => {
      if (keyed !== undefined) this.#inFlight.delete(keyed);
      // What was built on it conflicts as well, and is decided anew on what the log holds.
      if (result !== 'appended' && this.#chats.holds(state)) this.#chats.conflicted(state.log);
      const again = this.#finish(proposal, result, entries, keyed);
      this.#lanes.end(state.log, again && this.#called(again));
    };
    this.#appender.append({ log: state.log, expected, entries }, finished, proposal.spans.parent);
  }

  /** The entries have their place: this stage is over, unless somebody else proves to have been first. */
  #placed<State extends LogState>(proposal: Proposal<State>, state: State, entries: number): void {
    const { clock, took } = this.#watch;
    took('accept', (clock.monotonic() - proposal.began) / 1000);
    const { accept } = proposal.spans;
    if (!accept.recording) return;
    accept.set('parley.chat', chatOf(state.log));
    accept.set('parley.position', state.head.position);
    accept.set('parley.entries', entries);
    accept.end();
  }

  /** Answers; or gives back what has to be decided again. */
  #finish<State extends LogState>(
    proposal: Proposal<State>,
    result: AppendResult,
    entries: readonly PlacedEntry[],
    keyed: InFlight<AcceptDone> | undefined,
  ): Proposal<State> | undefined {
    const answer = keyed === undefined ? proposal.done : answerAll(proposal.done, keyed);
    const attempts = proposal.attempts + 1;
    if (result === 'conflict' && attempts <= mostAttempts) {
      const { spans } = proposal;
      if (spans.parent.recording) spans.accept = spans.parent.child('accept');
      return { ...proposal, done: answer, began: this.#watch.clock.monotonic(), attempts };
    }
    if (result === 'appended') answer({ kind: 'accepted', entries });
    else answer({ kind: 'refused', error: errorOf(result === 'full' ? 'storage_full' : 'unavailable') });
    return undefined;
  }

  /** While a caller waited for something, the state may have proved wrong: decisions are made on what is (ACC1). */
  #isDue(state: LogState): boolean {
    return this.#chats.holds(state) && this.#lanes.isOpen(state);
  }

  #wait<State extends LogState>(state: State, proposal: Proposal<State>): void {
    this.#lanes.wait(state.log, this.#called(proposal));
  }

  #called<State extends LogState>(proposal: Proposal<State>): Called {
    return {
      turn: proposal.turn,
      load: proposal.load,
      decide: (state) => this.#decide(state as State, proposal),
      refuse: (code) => proposal.done({ kind: 'refused', error: errorOf(code) }),
    };
  }

  #fold(state: LogState, entries: readonly PlacedEntry[]): void {
    const last = entries.at(-1);
    if (last === undefined) return;
    if (chatOf(state.log) === 0) state.head = { position: last.position, number: last.number };
    else
      for (const entry of entries) foldEntry(state as ChatState, entry, (user) => this.#usernames.of(user));
  }
}

/** What a look-up finds, told after those before it have been answered. */
async function behind<Found>(
  before: Promise<void> | undefined,
  used: undefined | Promise<Found | undefined>,
): Promise<Found | undefined> {
  const [found] = await Promise.all([used, before]);
  return found;
}

function answerAll(first: AcceptDone, keyed: InFlight<AcceptDone>): AcceptDone {
  return (acceptance) => {
    first(acceptance);
    if (keyed.waiting !== undefined) for (const each of keyed.waiting) each(acceptance);
  };
}

/** Answers a repeated key with what comes of the first, compared with what this one asks for. */
function join<State extends LogState>(
  inFlight: InFlight<AcceptDone>,
  again: Draft,
  proposal: Proposal<State>,
): void {
  inFlight.waiting ??= [];
  inFlight.waiting.push((acceptance) => {
    const first = acceptance.kind === 'accepted' ? acceptance.entries[0] : undefined;
    const entry = acceptance.kind === 'repeated' ? acceptance.entry : first;
    proposal.done(entry === undefined ? acceptance : repeated(entry, again, proposal.same));
  });
}

/** Whatever comes of a proposal ends the attempt's span, with the error where it was refused. */
function endingAccept(spans: Spans, done: AcceptDone): AcceptDone {
  return (acceptance) => {
    spans.accept.end(acceptance.kind === 'refused' ? acceptance.error.code : undefined);
    done(acceptance);
  };
}

function isDrafts(plan: readonly Draft[] | ErrorObject): plan is readonly Draft[] {
  return Array.isArray(plan);
}
