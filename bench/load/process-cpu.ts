import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of a second in /proc: on Linux always so many for programs, whatever the kernel's own are. */
const ticksPerSecond = 100;

/** Processor time that processes have used since they began, in seconds; of one that is gone, none. */
export function cpuSeconds(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    const fields = statOf(pid);
    return Number(fields?.[11] ?? 0) + Number(fields?.[12] ?? 0);
  });
  return ticks.reduce((sum, each) => sum + each, 0) / ticksPerSecond;
}

/** Processes below one that run a program, by the program's name. */
export function descendants(root: number, program: string): number[] {
  const children = Map.groupBy(runningProcesses(), ({ parent }) => parent);
  const below = (pid: number): number[] =>
    (children.get(pid) ?? []).flatMap((child) => [
      ...(child.program === program ? [child.pid] : []),
      ...below(child.pid),
    ]);
  return below(root);
}

function runningProcesses() {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0)
    .flatMap((pid) => {
      const fields = statOf(pid);
      return fields === undefined ? [] : [{ pid, parent: Number(fields[1]), program: readProgram(pid) }];
    });
}

function readProgram(pid: number): string {
  return read(`/proc/${pid}/comm`)?.trim() ?? '';
}

/** What stands behind the program's name, which may have anything in it: state, parent, … */
function statOf(pid: number): string[] | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Nothing when the process is gone. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
