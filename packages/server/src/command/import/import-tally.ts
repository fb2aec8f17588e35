import type { SkipReason } from './read-record.ts';

export interface SkippedLine {
  readonly line: number;
  readonly reason: SkipReason;
  readonly detail: string;
}

/** What came of the lines: `read` = `imported` + `present` + `skipped`. */
export interface ImportTotals {
  /** Lines that are not blank. */
  readonly read: number;
  readonly imported: number;
  readonly present: number;
  readonly skipped: number;
  readonly reasons: Readonly<Partial<Record<SkipReason, number>>>;
  /** The first skipped lines. */
  readonly examples: readonly SkippedLine[];
}

const mostExamples = 5;

/** Counts lines by what came of them, and keeps the first skipped ones. */
export class ImportTally {
  readonly #reasons: Partial<Record<SkipReason, number>> = {};
  readonly #examples: SkippedLine[] = [];
  #skipped = 0;
  read = 0;
  imported = 0;
  present = 0;

  skip(line: number, reason: SkipReason, detail: string): void {
    this.#skipped += 1;
    this.#reasons[reason] = (this.#reasons[reason] ?? 0) + 1;
    if (this.#examples.length < mostExamples) this.#examples.push({ line, reason, detail });
  }

  words(): string {
    return `${this.imported} imported, ${this.present} already there, ${this.#skipped} skipped`;
  }

  totals(): ImportTotals {
    const { read, imported, present } = this;
    return {
      read,
      imported,
      present,
      skipped: this.#skipped,
      reasons: this.#reasons,
      examples: this.#examples,
    };
  }
}
