import { readFileSync } from 'node:fs';

/** Where settings come from. The environment wins over the file (CFG2). */
export interface Sources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The text of a file; throws when it cannot be read. */
  readonly readFile: (path: string) => string;
  /** Whether a person looks at the output. */
  readonly isTerminal: boolean;
}

/** The process's own sources: the only place that reads its environment. */
export function processSources(): Sources {
  return {
    environment: process.env,
    readFile: (path) => readFileSync(path, 'utf8'),
    isTerminal: process.stdout.isTTY === true,
  };
}
