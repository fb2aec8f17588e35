import { setTimeout as pause } from 'node:timers/promises';
import { openLibrary } from '../load/library.ts';
import { parley, type Scenario } from './scenario.ts';

export const p8: Scenario = {
  id: 'p8',
  title: 'Start, and memory at rest',
  method:
    'From starting the process until it says that it is ready, on a database that is indexed and counted; then what it has in RAM after ten seconds of rest, code and runtime included.',
  targets: [
    { what: 'start', unit: 's', atMost: 1 },
    { what: 'memory at rest', unit: 'MB', atMost: 120 },
  ],
  limits:
    'Of the memory (2026-11-21) an idle Node process has 42 MB; an empty Parley has some 150 MB, which must be mostly modules, compiled code and heaps of its three threads (main, writer, indexing). Ten million messages add some 40 MB: 20 MB of filters that tell new retry keys from used ones (16 bits a key), the rest presumably pages of SQLite.',
  async measure(run) {
    const messages = run.messages(10_000_000, 5000);
    const { data } = await openLibrary(run.sharedFolder(`library-${messages}`), messages, run.say);
    const restMs = run.size('restMs', 10_000, 200);
    for (let round = 0; round < run.options.rounds; round++) {
      await using server = await run.parley(data);
      run.note('start', parley, 's', server.startMs / 1000);
      await pause(restMs);
      run.note('memory at rest', parley, 'MB', server.memory() / 1e6);
      await server.stop();
    }
  },
};
