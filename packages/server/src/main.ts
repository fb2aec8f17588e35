import { commandTable } from './command/command-table.ts';
import { openOffice } from './command/office/open-office.ts';
import { processContext } from './command/process-context.ts';
import { runCommand } from './command/run-command.ts';
import { compose } from './compose.ts';
import { listen } from './transport/server.ts';

const context = processContext({
  openOffice: async (config, logger) => {
    const composed = await compose({ config, logger });
    return openOffice(composed.node, () => Promise.resolve(composed[Symbol.asyncDispose]()));
  },
  // Loaded only when it is used: no other command needs the engines of a cluster.
  openReindexing: async (config) => (await import('./compose-work.ts')).openClusterReindexing(config),
  rebuild: async (config, onProgress, stop) =>
    (await import('./compose-work.ts')).rebuildCluster(config, onProgress, stop),
  startServer: async (config, logger) => {
    await using cleanup = new AsyncDisposableStack();
    const composed = cleanup.use(await compose({ config, logger }));
    const { url, close } = await listen(composed.node);
    cleanup.defer(close);
    // From here on the caller closes: first the server, then the node.
    const all = cleanup.move();
    return { url, setupCode: composed.node.setupCode.text, close: () => all.disposeAsync() };
  },
});

process.exitCode = await runCommand(process.argv.slice(2), commandTable, context);
