import type { LogKey } from '../log/log-key.ts';
import { condition, type Statement, statement } from '../sql/statement.ts';
import type { MarkRecord } from './chat-store.ts';
import { chatQueries } from './queries/chat-queries.ts';
import { rebuildQueries } from './queries/rebuild-queries.ts';
import { tailerQueries } from './queries/tailer-queries.ts';
import type { SqlDriver } from './sql-driver.ts';

/** The rows of one chat, derived again. */
export interface Rebuilt {
  readonly log: LogKey;
  /** Who projects the chat's tail: it waits meanwhile. */
  readonly projector: string;
  /** The entries end here. */
  readonly position: number;
  /** As they were: they are people's own, and not of the log. */
  readonly marks: readonly MarkRecord[];
  readonly statements: readonly Statement[];
  /** Where the rebuild stands when this chat is done. */
  readonly checkpoint: { readonly name: string; readonly seq: number };
}

const removals = [
  rebuildQueries.removeChat,
  rebuildQueries.removeMembers,
  rebuildQueries.removeInvitations,
  rebuildQueries.removeStates,
  rebuildQueries.removeReactions,
];

/** Replaces what is derived from a chat's entries while projectors and people go on (REB1, REB2). */
export class RebuildStore {
  readonly #driver: SqlDriver;

  constructor(driver: SqlDriver) {
    this.#driver = driver;
  }

  async checkpoint(name: string): Promise<number> {
    return Number((await this.#driver.readOne(tailerQueries.read, [name]))?.seq ?? 0);
  }

  async marks(log: LogKey): Promise<MarkRecord[]> {
    const rows = await this.#driver.read(rebuildQueries.marks, [log]);
    return rows.map(({ user, delivered, is_read: read }) => ({
      log,
      user: Number(user),
      delivered: Number(delivered),
      read: Number(read),
    }));
  }

  /** False, and nothing happened, where the chat has more entries by now or other marks. */
  async replace({ log, projector, position, marks, statements, checkpoint }: Rebuilt): Promise<boolean> {
    const marked = marks.reduce((sum, { delivered, read }) => sum + delivered + read, 0);
    const written = await this.#driver.write([
      statement(rebuildQueries.holdTail, projector),
      statement(rebuildQueries.holdMembers, log),
      condition(rebuildQueries.unchanged, projector, log, position, log, marked),
      ...removals.map((sql) => statement(sql, log)),
      ...statements,
      ...marks.map(({ user, delivered, read }) => statement(chatQueries.mark, delivered, read, log, user)),
      statement(tailerQueries.save, checkpoint.name, checkpoint.seq),
    ]);
    if (written.kind === 'constraint') {
      throw new Error(`what follows from the entries of chat ${log} is refused: ${written.message}`);
    }
    return written.kind === 'done';
  }

  /** The next rebuild begins at the beginning. */
  async forget(name: string): Promise<void> {
    await this.#driver.write([statement(rebuildQueries.forget, name)]);
  }
}
