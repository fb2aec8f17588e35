/** The steps of a message's journey that are measured. */
export const stages = ['accept', 'append', 'fan_out'] as const;
export type Stage = (typeof stages)[number];

/** What the server counts and measures (METRICS1). Every call is cheap enough for the path of a message. */
export interface Metrics extends ClusterMetrics {
  /** An HTTP request was answered, after so many seconds. */
  requestAnswered(operation: string, status: number, seconds: number): void;
  socketOpened(): void;
  socketClosed(): void;
  frameIn(type: string): void;
  frameOut(type: string, frames?: number): void;
  /** One commit of the embedded log took so many seconds and made so many entries durable. */
  committed(entries: number, seconds: number): void;
  /** A stage of the journey took so many seconds. */
  stageTook(stage: Stage, seconds: number): void;
  /** A request or frame was answered with this error. */
  refused(code: string): void;
  /** Spans were sent to the collector, or lost. */
  spansExported(spans: number, result: 'sent' | 'lost'): void;
  /** Entries were handed to so many connections. */
  fannedOut(deliveries: number): void;
  /** A client was told to resync because its buffer was full. */
  resynced(): void;
  /** Catch-ups under way and waiting for admission, now. */
  catchUps(running: number, queued: number): void;
  /** Entries a tailer has yet to process; 0 also when this node does its work no more, or its last lag would stay. */
  tailerLag(tailer: string, entries: number): void;
  rateLimited(scope: string): void;
  /** A search was answered, after so many seconds. */
  searched(seconds: number): void;
  /** Everything as GET /metrics answers it. */
  exposition(): Promise<Exposition>;
}

/** What a node of a cluster measures beside that (METRICS5). On the embedded engines nobody calls these. */
export interface ClusterMetrics {
  /** The log answered that it holds a publish of so many entries of one log, so many seconds after it was sent first. */
  published(entries: number, seconds: number): void;
  /** A publish met another head than it expected: another node wrote to the same log. */
  conflicted(): void;
  /** Entries of this node that wait to be published, or for the log's answer, now. */
  waitingToPublish(entries: number): void;
  /** A tailer, such as `store.3`, put so many entries into the store in one transaction; statements that are alike are counted before they are put together. */
  projected(tailer: string, entries: number, statements: number): void;
  /** So many bulk requests of documents were answered by the search engine. */
  indexed(requests: number): void;
  /** A message of another node came by the bus. */
  busHeard(): void;
  /** A message was given to the bus for other nodes. */
  busTold(): void;
  /** Leases this node holds now: the pieces of work behind the log that it does. */
  leasesHeld(leases: number): void;
  /** Nodes that are heard of now, this one among them. */
  nodesHeard(nodes: number): void;
}

export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}
