import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LoadPlan, ResultOf } from './plans.ts';

/** A load generator in its own process, connected and waiting. */
export interface ReadyLoad<Plan extends LoadPlan> extends AsyncDisposable {
  /** Begins the measurement and resolves with what came of it. */
  run(): Promise<ResultOf<Plan>>;
}

type Report = { readonly kind: 'ready' } | { readonly kind: 'result'; readonly result: unknown };

const script = fileURLToPath(new URL('./load.worker.ts', import.meta.url));

/** Starts a load process and lets it connect; ends it, whatever it does, when it is disposed of. */
export async function prepareLoad<Plan extends LoadPlan>(plan: Plan): Promise<ReadyLoad<Plan>> {
  const child = fork(script, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await exited;
  };
  const ready = reportOf(child, 'ready');
  child.send(plan);
  try {
    await ready;
  } catch (error) {
    await end();
    throw error;
  }
  return {
    async run() {
      const report = reportOf(child, 'result');
      child.send('go');
      return ((await report) as { result: ResultOf<Plan> }).result;
    },
    [Symbol.asyncDispose]: end,
  };
}

/** Runs a load from connecting to the end. */
export async function runLoad<Plan extends LoadPlan>(plan: Plan): Promise<ResultOf<Plan>> {
  await using load = await prepareLoad(plan);
  return await load.run();
}

function reportOf(child: ChildProcess, kind: Report['kind']): Promise<Report> {
  return new Promise((resolve, reject) => {
    child.on('message', (report: Report) => report.kind === kind && resolve(report));
    child.once('exit', (code) =>
      reject(new Error(`a load process ended with ${code} before it was ${kind}`)),
    );
  });
}
