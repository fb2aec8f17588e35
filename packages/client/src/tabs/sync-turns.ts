import type { DownFrame, FrameOf, SyncFrame } from '@parley/protocol/frames.ts';

interface Turn {
  readonly wire: string;
  readonly frame: SyncFrame;
}

/** What comes next: a question for the server, or an answer that is known already. */
export type NextSync = Turn | { readonly wire: string; readonly answer: FrameOf<'synced'> };

/**
 * Who may sync: one at a time, since an answer does not say whose question it answers. Should one be given up and its
 * answer come late, another tab is told early that it is synced, and finds what it misses by the heads (SYNC17).
 */
export class SyncTurns {
  /** Whether the connection answers only once, as an event stream does: the others are told the heads. */
  answersOnce = false;
  #current: Turn | undefined;
  #waiting: Turn[] = [];
  #answer: FrameOf<'synced'> | undefined;
  readonly #served = new Set<string>();
  readonly #heads = new Map<string, number>();

  /** The wire whose sync is being answered. */
  get current(): string | undefined {
    return this.#current?.wire;
  }

  wait(wire: string, frame: SyncFrame): void {
    this.#waiting.push({ wire, frame });
  }

  /** The next one, when it is somebody's turn; ask until there is none. */
  next(): NextSync | undefined {
    if (this.#current !== undefined) return undefined;
    const turn = this.#waiting.shift();
    if (turn === undefined) return undefined;
    const known = this.answersOnce && !this.#served.has(turn.wire) ? this.#answer : undefined;
    this.#served.add(turn.wire);
    if (known !== undefined) return { wire: turn.wire, answer: this.#now(known) };
    this.#current = turn;
    return turn;
  }

  /** An answer came; whose it is. */
  answered(): string | undefined {
    const wire = this.current;
    this.#current = undefined;
    return wire;
  }

  /** Whoever asks again has waited long, and so has the one whose turn it is: that one is given up. */
  asks(wire: string): void {
    if (this.#waiting.some((each) => each.wire === wire)) this.#current = undefined;
    this.forget(wire);
  }

  /** It is gone, or asks anew. */
  forget(wire: string): void {
    this.#waiting = this.#waiting.filter((each) => each.wire !== wire);
    if (this.current === wire) this.#current = undefined;
  }

  /** Keeps the heads for those who are not answered by the server. */
  heard(frame: DownFrame): void {
    if (!this.answersOnce) return;
    if (frame.type === 'synced') this.#answer = frame;
    if (frame.type === 'entry' || frame.type === 'head') this.#raise({ [frame.chat]: frame.position });
    else if (frame.type === 'synced' || frame.type === 'pong') this.#raise(frame.heads);
  }

  clear(): void {
    this.#current = undefined;
    this.#waiting = [];
    this.#answer = undefined;
    this.#served.clear();
    this.#heads.clear();
  }

  #raise(heads: Readonly<Record<string, number>>): void {
    for (const [chat, position] of Object.entries(heads)) {
      this.#heads.set(chat, Math.max(position, this.#heads.get(chat) ?? 0));
    }
  }

  #now(answer: FrameOf<'synced'>): FrameOf<'synced'> {
    return { ...answer, heads: Object.fromEntries(this.#heads) as FrameOf<'synced'>['heads'] };
  }
}
