import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Ends what it guards when this process is gone, however it went, and removes the folder. */
export interface OrphanGuard extends AsyncDisposable {
  /** From now on this process; undefined: none. */
  guard(pid: number | undefined): void;
}

const waitThenClean =
  'while read -r line; do pid=$line; done; [ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null; rm -rf "$1"';

/**
 * A hook on exit would not run when a test is killed. This waits for the end of a pipe, which the kernel closes; in a
 * session of its own, so that what ends the tests does not end it first.
 */
export function startOrphanGuard(folder: string): OrphanGuard {
  const shell = spawn('/bin/sh', ['-c', waitThenClean, 'guard', folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const exited = once(shell, 'exit');
  shell.unref();
  return {
    guard: (pid) => shell.stdin.write(`${pid ?? ''}\n`),
    async [Symbol.asyncDispose]() {
      shell.ref();
      shell.stdin.end();
      await exited;
    },
  };
}
