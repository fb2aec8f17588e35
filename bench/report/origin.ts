import { execFileSync } from 'node:child_process';
import { arch, availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Machine } from './result.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The commit that runs, with `+` where files below the folders differ from it. */
export function commitOf(folders: readonly string[]): string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
    const isClean = git('status', '--porcelain', '--untracked-files=no', '--', ...folders) === '';
    return git('rev-parse', '--short=12', 'HEAD') + (isClean ? '' : '+');
  } catch {
    return 'unknown';
  }
}

/** What a run says of where it ran. */
export function thisMachine(): Machine {
  return {
    processor: `${cpus()[0]?.model ?? 'unknown'} (${arch()})`,
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    loadBefore: Number(loadavg()[0]?.toFixed(2)),
  };
}

export function machineText({ processor, cores, memoryGb, system, node, loadBefore }: Machine): string {
  return `${processor}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}, load before ${loadBefore}`;
}
