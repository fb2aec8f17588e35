import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

/** Runs the command; rejects with what it said if it fails. */
export async function runBench(
  args: readonly string[],
  temporary?: string,
): Promise<{ readonly output: string }> {
  if (temporary !== undefined) mkdirSync(temporary, { recursive: true });
  const env = { ...process.env, ...(temporary !== undefined && { TMPDIR: temporary }) };
  const { stdout } = await promisify(execFile)(process.execPath, [main, ...args], { env, timeout: 120_000 });
  return { output: stdout };
}
