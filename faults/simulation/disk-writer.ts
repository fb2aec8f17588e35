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

/** Commits a group in one step and tells of it in another, so that a crash may fall before, between and behind. */
export class DiskWriter implements Writer {
  readonly #parts: DiskWriterParts;
  readonly #connection: DatabaseSync;
  readonly #writer: GroupWriter;
  #crashed = false;
  #cancel: () => void = () => undefined;
  #running: WriteGroup | undefined;

  constructor(parts: DiskWriterParts) {
    this.#parts = parts;
    this.#connection = openWritable(parts.path);
    this.#writer = new GroupWriter(this.#connection);
  }

  write(group: WriteGroup): void {
    if (this.#crashed) return this.#fail(group);
    const { timeline, commit, latency } = this.#parts;
    this.#running = group;
    this.#cancel = timeline.after(latency(), 'disk commits', () => {
      const outcome = commit({ connection: this.#connection, writer: this.#writer, group });
      timeline.note('failure' in outcome ? outcome.failure : 'committed');
      this.#cancel = timeline.after(latency(), 'disk answers', () => this.#answer(outcome));
    });
  }

  async close(): Promise<void> {
    if (!this.#crashed) this.#connection.close();
    this.#crashed = true;
  }

  /** Nobody is left to hear; what is told now only lets the dead node's promises end. */
  crash(): void {
    this.#cancel();
    this.#connection.close();
    this.#crashed = true;
    if (this.#running !== undefined) this.#fail(this.#running);
  }

  #answer(outcome: GroupOutcome): void {
    this.#running = undefined;
    this.#parts.events.wrote(outcome);
  }

  #fail({ id }: WriteGroup): void {
    this.#running = undefined;
    queueMicrotask(() =>
      this.#parts.events.wrote({ id, failure: 'failed', message: 'the node has crashed' }),
    );
  }
}
