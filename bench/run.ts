import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadCost } from './load/plans.ts';
import { type Subject, startParley } from './load/subject.ts';
import { type Measure, median, type Plot } from './report/result.ts';
import { roughly } from './report/roughly.ts';

export interface RunOptions {
  readonly short: boolean;
  /** Rounds in which subjects take turns; figures are the median. */
  readonly rounds: number;
  /** Messages in the large database, in place of ten million. */
  readonly size?: number | undefined;
  /** Length of the soak, in place of thirty. */
  readonly minutes?: number | undefined;
  /** Where large databases are kept from run to run; otherwise they live as long as the command. */
  readonly kept?: string | undefined;
  /** Where processor profiles of Parley are written; otherwise none are made. */
  readonly profiles?: string | undefined;
}

/** Rounds where none are asked for. */
export function usualRounds(short: boolean): number {
  return short ? 1 : 3;
}

/** What load generators say of a run that has to be without fault. */
interface Outcome extends LoadCost {
  readonly errors: readonly string[];
  readonly sent?: number;
  readonly acknowledged?: number;
  readonly received?: number;
  readonly misplaced?: number;
  readonly answered?: number;
}

/** One run of a scenario: where it works, what it may use, and what it has found. */
export class Run {
  readonly options: RunOptions;
  readonly say: (text: string) => void;
  readonly plots: Plot[] = [];
  readonly sizes: Record<string, number> = {};
  readonly leftOut: string[] = [];
  readonly #temporary: string;
  readonly #measures = new Map<string, { what: string; subject: string; unit: string; values: number[] }>();
  #loadCpu: [number, number] = [Number.POSITIVE_INFINITY, 0];
  #checked = 0;
  #folders = 0;

  constructor(options: RunOptions, temporary: string, say: (text: string) => void) {
    this.options = options;
    this.#temporary = temporary;
    this.say = say;
  }

  /** The size that fits the form of the run; noted among its options. */
  size(name: string, full: number, short: number): number {
    const value = this.options.short ? short : full;
    this.sizes[name] = value;
    return value;
  }

  /** Messages in the large database: as asked for, or as the form of the run has it. */
  messages(full: number, short: number): number {
    const value = this.options.size ?? (this.options.short ? short : full);
    this.sizes.messages = value;
    return value;
  }

  /** A new folder, for the time of the callback. */
  async inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
    const folder = join(this.#temporary, `run-${++this.#folders}`);
    mkdirSync(folder, { recursive: true });
    try {
      return await work(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** A folder that scenarios of one command share, or that is kept from command to command. */
  sharedFolder(name: string): string {
    const folder = join(this.options.kept ?? this.#temporary, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** Starts Parley on a data folder, with a profiler where one is asked for; `settings` make it a node of a cluster. */
  parley(data: string, settings: Readonly<Record<string, string>> = {}): Promise<Subject> {
    const { profiles } = this.options;
    const profiler = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`];
    return startParley(data, profiler, settings);
  }

  note(what: string, subject: string, unit: string, value: number): void {
    const key = `${what}\n${subject}`;
    const known = this.#measures.get(key);
    if (known === undefined) this.#measures.set(key, { what, subject, unit, values: [value] });
    else known.values.push(value);
    this.say(`${subject}: ${what}: ${roughly(value)} ${unit}`);
  }

  /** Names what was not measured, and why. */
  leaveOut(subject: string, why: string): void {
    this.leftOut.push(`${subject}: ${why}`);
    this.say(`left out: ${subject}: ${why}`);
  }

  /** The median of a subject's figure so far. */
  median(what: string, subject: string): number {
    return median(this.#measures.get(`${what}\n${subject}`)?.values ?? []);
  }

  /** Holds a load's outcome to what every run must show: nothing lost, doubled, out of order or refused (BENCH1). */
  check(name: string, outcome: Outcome): void {
    const { errors, sent, received = sent, acknowledged = sent, misplaced = 0, loadCpu } = outcome;
    if (errors.length > 0) throw new Error(`${name}: ${errors.join('; ')}`);
    if (received !== sent) throw new Error(`${name}: ${sent} messages were sent, ${received} received`);
    if (acknowledged !== sent)
      throw new Error(`${name}: ${sent} messages were sent, ${acknowledged} acknowledged`);
    if (misplaced > 0)
      throw new Error(`${name}: ${misplaced} messages came out of order, twice or after a hole`);
    this.#checked += sent ?? outcome.answered ?? 0;
    this.#loadCpu = [Math.min(this.#loadCpu[0], loadCpu), Math.max(this.#loadCpu[1], loadCpu)];
  }

  get measures(): readonly Measure[] {
    return [...this.#measures.values()];
  }

  get checked(): number {
    return this.#checked;
  }

  get loadCpu(): readonly [number, number] {
    return this.#checked === 0 ? [0, 0] : this.#loadCpu;
  }
}
