import type { Findings } from '../experiment.ts';

interface Row {
  inputs: number;
  taken: number;
  refused: number;
}

/** What was sent and what became of it. */
export class Tally {
  inputs = 0;
  /** The most that the server's process had, in bytes. */
  memory = 0;
  readonly #tried = new Set<string>();
  readonly #taken = new Set<string>();
  readonly #rows = new Map<string, Row>();

  /** Notes that something of the contract was tried, and whether it was taken. */
  tried(name: string, isTaken: boolean): void {
    this.#tried.add(name);
    if (isTaken) this.#taken.add(name);
  }

  /** What was tried and never taken. */
  get neverTaken(): string[] {
    return [...this.#tried].filter((name) => !this.#taken.has(name)).toSorted();
  }

  count(what: string, isTaken: boolean): void {
    const row = this.#rows.get(what) ?? { inputs: 0, taken: 0, refused: 0 };
    this.#rows.set(what, row);
    this.inputs += 1;
    row.inputs += 1;
    if (isTaken) row.taken += 1;
    else row.refused += 1;
  }

  findings(seconds: number): Findings {
    const rows = [...this.#rows].toSorted(([one], [other]) => (one < other ? -1 : 1));
    return {
      counts: {
        inputs: this.inputs,
        'inputs a second': Math.round(this.inputs / seconds),
        operations: this.#tried.size,
        'operations that also succeeded': this.#taken.size,
        'most memory (MiB)': Math.round(this.memory / 2 ** 20),
      },
      table: {
        columns: ['what was done to them', 'inputs', 'taken', 'refused'],
        rows: rows.map(([what, { inputs, taken, refused }]) => [what, inputs, taken, refused]),
      },
    };
  }
}
