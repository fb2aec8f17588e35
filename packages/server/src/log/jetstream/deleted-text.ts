import type { Archive } from '../archive.ts';
import type { DeletionData } from '../entry-data.ts';
import { parseData } from '../entry-data.ts';
import { entryKind } from '../entry-kind.ts';
import type { StoredEntry } from '../log.ts';
import type { LogKey } from '../log-key.ts';
import type { Batch } from './batch-codec.ts';
import type { Recent, RecentBatches } from './recent-batches.ts';

export interface DeletedTextOptions {
  readonly recent: Pick<RecentBatches, 'gather'>;
  readonly archive: Pick<Archive, 'head' | 'entries' | 'deletedAmong'>;
}

/**
 * Takes from entries what deletions have taken from their messages, as the archive does: text and data of the message,
 * and the texts of its edits (LOG20). Streams and caches have them as they were written; what was deleted since stands
 * in the same log behind them, and whoever reads a log has walked it from its newest batch.
 */
export class DeletedText {
  readonly #options: DeletedTextOptions;

  constructor(options: DeletedTextOptions) {
    this.#options = options;
  }

  /** Entries of one log as they stand at its newest batch: those behind the boundary are of `batches`, others the archive's. */
  async erase(
    log: LogKey,
    { batches, boundary }: Recent,
    entries: readonly StoredEntry[],
  ): Promise<StoredEntry[]> {
    const deletions = new Deletions(batches);
    const erased = entries.map((entry) => deletions.erase(entry));
    // An edit may have crossed the deletion and stand behind it, and the deletion before all that was walked.
    const unsure = erased.flatMap(({ kind, about = 0, content, position }) =>
      kind === entryKind.message_edited &&
      content !== undefined &&
      position > boundary.position &&
      about <= boundary.number
        ? about
        : [],
    );
    if (unsure.length === 0) return erased;
    // Without the archive nobody can tell: a log goes on without it all the same (LOG15).
    const deleted = await this.#deletedBefore(log, new Set(unsure)).catch(() => deletions);
    return erased.map((entry) => deleted.erase(entry));
  }

  /** Entries of any logs, wherever they were found. */
  async eraseAny(entries: readonly StoredEntry[]): Promise<StoredEntry[]> {
    const losers = entries.filter(
      ({ kind, content, data }) =>
        (kind === entryKind.message || kind === entryKind.message_edited) && (content ?? data) !== undefined,
    );
    const byLog = [...Map.groupBy(losers, ({ log }) => log)];
    const erased = (await Promise.all(byLog.map(([log, own]) => this.#eraseIn(log, own)))).flat();
    const bySeq = new Map(erased.map((entry) => [entry.seq, entry]));
    return entries.map((entry) => bySeq.get(entry.seq) ?? entry);
  }

  async #eraseIn(log: LogKey, entries: readonly StoredEntry[]): Promise<StoredEntry[]> {
    const lowest = Math.min(...entries.map(({ position }) => position));
    const recent = await this.#options.recent.gather(log, { isEnough: ({ first }) => first <= lowest });
    const isArchived = ({ position }: StoredEntry) => position <= recent.boundary.position;
    const archived = entries.filter(isArchived).map(({ seq }) => seq);
    const current = archived.length === 0 ? [] : await this.#options.archive.entries(archived);
    return this.erase(log, recent, [...current, ...entries.filter((entry) => !isArchived(entry))]);
  }

  /** Which of these messages were deleted, at whatever position. */
  async #deletedBefore(log: LogKey, numbers: ReadonlySet<number>): Promise<Deletions> {
    const { archive, recent } = this.#options;
    const end = await archive.head(log);
    const { batches } = await recent.gather(log, { isEnough: ({ first }) => first - 1 <= end.position });
    return new Deletions(batches, await archive.deletedAmong(log, [...numbers]));
  }
}

/** Deletions of one log. */
class Deletions {
  readonly #positions = new Set<number>();
  readonly #numbers: Set<number>;

  constructor(batches: readonly Batch[], numbers: readonly number[] = []) {
    this.#numbers = new Set(numbers);
    for (const batch of batches) {
      for (const { kind, about, data } of batch.entries()) {
        if (kind !== entryKind.message_deleted || about === undefined) continue;
        this.#positions.add(parseData<DeletionData>(data).position);
        this.#numbers.add(about);
      }
    }
  }

  erase(entry: StoredEntry): StoredEntry {
    const { content, data, ...rest } = entry;
    if (this.#positions.has(entry.position)) return rest;
    if (entry.kind !== entryKind.message_edited || !this.#numbers.has(entry.about ?? 0)) return entry;
    return data === undefined ? rest : { ...rest, data };
  }
}
