import type { UpFrame } from '@parley/protocol/frames.ts';
import type { Marks } from '@parley/protocol/member.ts';
import type { Clock } from '../clock.ts';
import type { Connection } from '../connection/connection.ts';
import type { Tabs } from '../tabs/tabs.ts';

const gatherMs = 200;

/** Tells the server and the other tabs one's own marks; the server gathered so that a burst of messages costs one frame a chat. */
export class MarkSender {
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #tabs: Tabs;
  readonly #due = new Map<number, Marks>();
  #stopTimer: (() => void) | undefined;

  constructor(connection: Connection, clock: Clock, tabs: Tabs) {
    this.#connection = connection;
    this.#clock = clock;
    this.#tabs = tabs;
  }

  /** These marks are ahead of what the server knows. */
  tell(chat: number, marks: Marks): void {
    this.#due.set(chat, marks);
    this.#tabs.tell({ kind: 'marks', chat, marks });
    this.#stopTimer ??= this.#clock.after(gatherMs, () => this.flush());
  }

  /** What is not sent yet is of another epoch: its numbers name other messages now (SYNC16). */
  forget(): void {
    this.#due.clear();
  }

  /** What is not sent now is compared with the server's view after the next connection, and sent then. */
  flush(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    const frames = [...this.#due].map(([chat, marks]) => markFrame(chat, marks));
    this.#due.clear();
    if (frames.length > 0) this.#connection.send(...frames);
  }
}

function markFrame(chat: number, { delivered, read }: Marks): UpFrame {
  const numbers = { ...(delivered > 0 ? { delivered } : {}), ...(read > 0 ? { read } : {}) };
  return { type: 'mark', chat, ...numbers } as UpFrame;
}
