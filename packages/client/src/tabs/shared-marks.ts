import type { UpFrame } from '@parley/protocol/frames.ts';
import type { Marks } from '@parley/protocol/member.ts';
import { furthest } from '../chat/move-marks.ts';

type MarkFrame = Extract<UpFrame, { type: 'mark' }>;

/** The marks that were told over one connection: every tab has the same to tell, and once is enough. */
export class SharedMarks {
  readonly #told = new Map<number, Marks>();

  /** Whether the frame says something new; it counts as told then. */
  advances({ chat, read = 0 as never, delivered = 0 as never }: MarkFrame): boolean {
    const before = this.#told.get(chat) ?? { read: 0, delivered: 0 };
    const after = furthest(before, { read, delivered });
    this.#told.set(chat, after);
    return after.read > before.read || after.delivered > before.delivered;
  }

  clear(): void {
    this.#told.clear();
  }
}
