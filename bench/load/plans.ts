import type { Latencies } from './latency-histogram.ts';

/** What a load process is told to do. Sent between processes as JSON. */
export type LoadPlan = PairsPlan | AudiencePlan | IdlePlan | HttpPlan | MixedPlan;

/** A chat of two with a session of each; `from` is its newest position. */
export interface Pair {
  readonly chat: number;
  readonly sender: string;
  readonly receiver: string;
  readonly from: number;
  /** What its messages say behind their number; the typical text where nothing is said. */
  readonly text?: string;
}

/** What Parley and the peers speak. */
export type ProtocolName = 'parley' | 'socket.io' | 'xmpp';

/** One of each pair sends, the other receives. */
export interface PairsPlan {
  readonly kind: 'pairs';
  readonly url: string;
  /** Further nodes of the same cluster: pairs take all in turn, and the two of a pair connect to neighbours. */
  readonly others?: readonly string[];
  readonly pairs: readonly Pair[];
  /** How they speak to the server; as Parley's contract says where nothing is said. */
  readonly protocol?: ProtocolName;
  /** Messages of a pair under way at once: what is received is followed by as many (closed loop). */
  readonly window?: number;
  /** Messages a second of all pairs together, whatever comes back (open loop): latency counts from when each was due. */
  readonly perSecond?: number;
  /** With `perSecond`: it is over when so many have been sent, and not before. */
  readonly messages?: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** Whether the receiver looks at the chat: of a large one it hears only heads otherwise. */
  readonly look?: boolean;
  /** Whether the result says when each message of the first pair was sent. */
  readonly keepTimes?: boolean;
}

export interface PairsResult extends LoadCost {
  /** Of the whole run, warm-up and the last stragglers included. */
  readonly sent: number;
  /** Missing where the protocol knows no acknowledgement. */
  readonly acknowledged?: number;
  readonly received: number;
  /** Received out of order, twice, or with a hole before it. */
  readonly misplaced: number;
  readonly errors: readonly string[];
  /** Received a second while it was measured. */
  readonly perSecond: number;
  /** From sending (or being due) to the other side's hearing of it. */
  readonly delivery: Latencies;
  /** From sending (or being due) to the acknowledgement; of none where the protocol knows none. */
  readonly acknowledgement: Latencies;
  /** Milliseconds of the machine's monotonic clock. */
  readonly sentAt: readonly number[];
}

/** Many members of one chat listen. */
export interface AudiencePlan {
  readonly kind: 'audience';
  readonly url: string;
  readonly tokens: readonly string[];
  readonly chat: number;
  readonly from: number;
  /** Messages each of them is to hear. */
  readonly messages: number;
  readonly giveUpMs: number;
}

export interface AudienceResult extends LoadCost {
  readonly received: number;
  readonly misplaced: number;
  readonly errors: readonly string[];
  /** When the last member heard each message: milliseconds of the machine's monotonic clock. */
  readonly lastHeardAt: readonly number[];
}

/** Connections that do nothing, then are cut all at once and come back. */
export interface IdlePlan {
  readonly kind: 'idle';
  readonly url: string;
  readonly people: readonly { readonly token: string; readonly chat: number; readonly from: number }[];
  /** Each waits up to so long, at random, before it comes back. */
  readonly jitterMs: number;
  readonly giveUpMs: number;
  /** False: only connected, for a peer that knows no resuming. */
  readonly resume: boolean;
}

export interface IdleResult extends LoadCost {
  readonly connected: number;
  readonly resumed: number;
  /** Attempts to connect that failed and were made again. */
  readonly refused: number;
  readonly errors: readonly string[];
  /** From the cut until the last was back and in sync. */
  readonly backMs: number;
}

/** Requests over kept connections, one at a time on each. Eight zeros in a request become a counter. */
export interface HttpPlan {
  readonly kind: 'http';
  readonly url: string;
  readonly connections: number;
  readonly requests: readonly HttpRequest[];
  readonly warmUpMs: number;
  readonly measureMs: number;
}

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly token?: string | undefined;
  readonly body?: object | undefined;
  /** The status that is right. */
  readonly status: number;
}

export interface HttpResult extends LoadCost {
  /** Requests answered in the whole run, and in the measured part a second. */
  readonly answered: number;
  readonly perSecond: number;
  readonly errors: readonly string[];
  readonly latency: Latencies;
}

/** A day's use in small: reads, sends, edits, reactions, presence, reconnects. */
export interface MixedPlan {
  readonly kind: 'mixed';
  readonly url: string;
  readonly pairs: readonly Pair[];
  readonly seed: number;
  readonly actionsPerSecond: number;
  readonly readsPerWrite: number;
  readonly measureMs: number;
}

export interface MixedResult extends LoadCost {
  readonly done: Readonly<Record<string, number>>;
  readonly errors: readonly string[];
  readonly sent: number;
  readonly received: number;
  readonly latency: Latencies;
}

export interface LoadCost {
  /** Share of one core that the load generator used while it was measured. */
  readonly loadCpu: number;
}

export type ResultOf<Plan extends LoadPlan> = {
  pairs: PairsResult;
  audience: AudienceResult;
  idle: IdleResult;
  http: HttpResult;
  mixed: MixedResult;
}[Plan['kind']];

/** How a load process is told to begin, once everything it needs is connected. */
export interface Starter {
  /** Says that everything is connected; resolves when the measurement may begin. */
  ready(): Promise<void>;
}
