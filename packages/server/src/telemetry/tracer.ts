/** A span of a trace: some work, when it began and ended, and what it was part of. */
export interface Span {
  /** False when nothing is kept of it: work that serves only the span can be left out. */
  readonly recording: boolean;
  /** Names a fact about the work: a number, a code, a choice; never what people wrote, or who they are (TRACE4). */
  set(attribute: `parley.${string}`, value: string | number | boolean): void;
  /** Begins a part of this work. */
  child(name: string): Span;
  /** Ends it, once; with the error's code where it failed. */
  end(error?: string): void;
}

/** `server`: done for a caller. `internal`: done by the server of its own accord. */
export type SpanKind = 'server' | 'internal';

/**
 * Where the server tells how long each step of its work took, and which step was part of which.
 *
 * Guarantees: telling never fails and never waits (TRACE5). When nothing is traced, `on` is false and every call
 * returns the same idle span: the path of a frame allocates nothing for it (TRACE6). That is why attributes are
 * set one by one instead of being passed as an object.
 */
export interface Tracer {
  readonly on: boolean;
  /** Begins a piece of work that is part of no other here; `traceparent` (W3C) names what it is part of elsewhere. */
  root(name: string, kind: SpanKind, traceparent?: string): Span;
  /** Runs something as part of a span: there, and in what it awaits, `active()` is that span. */
  within<Result>(span: Span, run: () => Result): Result;
  /** What the running code is part of; an idle span where that is nothing. */
  active(): Span;
  /** Hands over what is still held, for as long as a stopping server can wait. */
  close(): Promise<void>;
}

/** The span of which nothing is kept. */
export const idleSpan: Span = {
  recording: false,
  set() {},
  child: () => idleSpan,
  end() {},
};

/** Traces nothing. */
export const idleTracer: Tracer = {
  on: false,
  root: () => idleSpan,
  within: (_span, run) => run(),
  active: () => idleSpan,
  close: async () => {},
};
