import type { DatabaseSync } from 'node:sqlite';
import { openWritable } from '@parley/server/sqlite/connection.ts';
import { GroupWriter } from '@parley/server/sqlite/group-writer.ts';
import type { GroupOutcome, WriteGroup } from '@parley/server/sqlite/task.ts';
import type { Writer, WriterEvents } from '@parley/server/sqlite/writer.ts';
import type { Timeline } from './timeline.ts';

/** A group, and what it is committed with. */
export interface Committing {
  readonly connection: DatabaseSync;
  readonly writer: GroupWriter;
  readonly group: WriteGroup;
}

interface DiskWriterParts {
  readonly timeline: Timeline;
  readonly path: string;
  readonly events: WriterEvents;
  readonly latency: () => number;
  readonly commit: (committing: Committing) => GroupOutcome;
}

/**
 * Commits a group in one step and tells of it in another, so that a crash may fall before, between and behind. As with the
 * thread it stands for, the next group may be committed before the one before is told of.
 */
export class DiskWriter implements Writer {
  readonly #parts: DiskWriterParts;
  readonly #connection: DatabaseSync;
  readonly #writer: GroupWriter;
  /** Not committed yet, the oldest first. */
  readonly #groups: WriteGroup[] = [];
  /** Committed or failed, and not told of yet. */
  readonly #outcomes: GroupOutcome[] = [];
  #crashed = false;
  #cancelCommit: () => void = () => undefined;
  #cancelAnswer: () => void = () => undefined;

  constructor(parts: DiskWriterParts) {
    this.#parts = parts;
    this.#connection = openWritable(parts.path);
    this.#writer = new GroupWriter(this.#connection);
  }

  write(group: WriteGroup): void {
    if (this.#crashed) return this.#fail(group);
    this.#groups.push(group);
    if (this.#groups.length === 1) this.#commitNext();
  }

  async close(): Promise<void> {
    if (!this.#crashed) this.#connection.close();
    this.#crashed = true;
  }

  /** Nobody is left to hear; what is told now only lets the dead node's promises end. */
  crash(): void {
    this.#cancelCommit();
    this.#cancelAnswer();
    this.#connection.close();
    this.#crashed = true;
    for (const group of [...this.#outcomes.splice(0), ...this.#groups.splice(0)]) this.#fail(group);
  }

  #commitNext(): void {
    const { timeline, commit, latency } = this.#parts;
    const [group] = this.#groups;
    if (group === undefined) return;
    this.#cancelCommit = timeline.after(latency(), 'disk commits', () => {
      this.#groups.shift();
      const outcome = commit({ connection: this.#connection, writer: this.#writer, group });
      timeline.note('failure' in outcome ? outcome.failure : 'committed');
      this.#outcomes.push(outcome);
      if (this.#outcomes.length === 1) this.#answerNext();
      this.#commitNext();
    });
  }

  #answerNext(): void {
    const { timeline, latency, events } = this.#parts;
    const [outcome] = this.#outcomes;
    if (outcome === undefined) return;
    this.#cancelAnswer = timeline.after(latency(), 'disk answers', () => {
      this.#outcomes.shift();
      this.#answerNext();
      events.wrote(outcome);
    });
  }

  #fail({ id }: { readonly id: number }): void {
    queueMicrotask(() =>
      this.#parts.events.wrote({ id, failure: 'failed', message: 'the node has crashed' }),
    );
  }
}
