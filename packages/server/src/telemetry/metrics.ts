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
  /** Entries were handed to so many connections. */
  fannedOut(deliveries: number): void;
  /** A client was told to resync because its buffer was full. */
  resynced(): void;
  /** Catch-ups under way and waiting for admission, now. */
  catchUps(running: number, queued: number): void;
  /** Entries a tailer has yet to process. */
  tailerLag(tailer: string, entries: number): void;
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
