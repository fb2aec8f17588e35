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
    'What an empty server has (2026-11-21): 123 MB, and 154 MB before. 63 MB of it are pages of the programs Node consists of, shared with every other process that runs them; an idle Node process has 35 MB of these, of 43 MB in all. 23 MB are the heap of the main thread, 15 MB the heaps of the writer and the indexing thread, some 22 MB what all of them have outside their heaps (compiled code that Node keeps, SQLite, buffers, free pieces between them). Of the 31 MB saved, some 18 MB were what starting leaves behind, which is collected and handed back before the server is ready; some 6 MB an HTTP and a WebSocket client that an import of `node:http` evaluates, and nodemailer without a mail server; some 7 MB room that caches took before they held anything. Ten million messages add some 22 MB, 40 MB before: 20 MB of filters that tell new retry keys from used ones (16 bits a key); a buffer of 18 MB, left behind from reading them, is gone. The first start of a release, when nothing is compiled yet, rests at some 10 to 25 MB more. Not taken: smaller filters, which would send more first messages to the disk; V8 flags such as a smaller young generation, which throughput would pay for.',
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
