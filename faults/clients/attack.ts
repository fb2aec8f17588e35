import type { Endings } from './endings.ts';

/** Whom an attack is against, and with what; goes from process to process as JSON. */
export interface Target {
  readonly url: string;
  /** Sessions of the attackers, a person each; all of them members of `chat`. */
  readonly tokens: readonly string[];
  readonly chat: number;
  /** At most so many connections, whatever the attack would open. */
  readonly atMost: number;
}

/** One attack's part in it. */
export interface Siege extends Target {
  readonly connections: number;
}

/** Something that hostile or broken clients do to a server; a row of the table in docs/reliability.md. */
export interface Attack {
  readonly name: string;
  /** Connections at a time, in the full form. */
  readonly connections: number;
  /** How much memory the server may take meanwhile, in MB above what it had. */
  readonly memoryMb: number;
  /** After so long in milliseconds the server has ended every connection by itself; absent: it need not. */
  readonly endedAfterMs?: number;
  /** Resolves when it is under way in full; goes on until the process ends. */
  readonly begin: (siege: Siege, endings: Endings) => Promise<void>;
}
