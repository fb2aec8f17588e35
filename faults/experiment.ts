/** A way of hurting the server on purpose, and what it must keep through it: a row of docs/reliability.md. */
export interface Experiment {
  /** As on the command line: `npm run faults -- NAME`. */
  readonly name: string;
  readonly title: string;
  /** What is done and what must hold, in a sentence or two. */
  readonly method: string;
  /** Why it cannot be run on this machine, if so. */
  readonly missing?: () => string | undefined;
  /** Throws what was lost, doubled or broken, with the seed that shows it again. */
  readonly run: (options: ExperimentOptions) => Promise<Findings>;
}

export interface ExperimentOptions {
  /** Of everything random in the run. */
  readonly seed: number;
  /** A few seconds, small sizes: shows that it works; its counts are not kept. */
  readonly short: boolean;
  /** Says how far it is, for people who wait. */
  readonly say: (text: string) => void;
}

export interface Findings {
  /** What was done and what was seen, by name (kills, inputs, messages, lost …), in the order the page shows it. */
  readonly counts: Readonly<Record<string, number>>;
  /** The engines it ran on, with their versions, where they are other programs. */
  readonly engines?: string;
  /** Rows that say more than counts do, such as which planted bug was found after how many seeds. */
  readonly table?: FindingsTable;
}

export interface FindingsTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}
