import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface Appends {
  readonly rows: number;
  readonly perSecond: number;
  readonly bytesPerRow: number;
}

const script = fileURLToPath(new URL('../peers/bare-appends.ts', import.meta.url));

/** Runs the peer that only appends rows, in its own process. */
export async function bareAppends(options: {
  readonly folder: string;
  readonly perCommit: number;
  readonly milliseconds: number;
}): Promise<Appends> {
  const args = [script, options.folder, String(options.perCommit), String(options.milliseconds)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as Appends;
}
