/** The steps of a message's journey that are measured. */
export const stages = ['accept', 'append', 'fan_out'] as const;
export type Stage = (typeof stages)[number];

/** What the server counts and measures (METRICS1). Every call is cheap enough for the path of a message. */
export interface Metrics {
  /** An HTTP request was answered, after so many seconds. */
  requestAnswered(operation: string, status: number, seconds: number): void;
  socketOpened(): void;
  socketClosed(): void;
  frameIn(type: string): void;
  frameOut(type: string, frames?: number): void;
  /** One commit of the log took so many seconds and made so many entries durable. */
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
  /** Entries a tailer has yet to process. */
  tailerLag(tailer: string, entries: number): void;
  /** One transaction of a projector had so many entries, and so many statements. */
  projected(entries: number, statements: number): void;
  rateLimited(scope: string): void;
  /** A search was answered, after so many seconds. */
  searched(seconds: number): void;
  /** Everything as GET /metrics answers it. */
  exposition(): Promise<Exposition>;
}

export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}
