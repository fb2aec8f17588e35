import { reindex } from '../delivery/followers/reindex.ts';
import { type Context, command, jsonFlag } from './command.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { createProgress } from './progress.ts';
import { commandLogger, requireConfig } from './settings.ts';

const details = `For a cluster: after PARLEY_ELASTICSEARCH_SHARDS, _SHARDS_PER_APP or _REPLICAS were changed, or where the index is doubted.
A new index is filled from the log beside the one that serves, while servers run and people search; then it takes its
place at once, with everything that was written meanwhile. Stopped or failed, it changes nothing; run it again. The engine
needs room for both. The embedded index fills itself: stop the server, delete search.db in PARLEY_DATA, and start.`;

export const reindexCommand = command({
  name: 'reindex',
  summary: 'Fill a new search index from the log and let it take the place of the old one.',
  details,
  flags: { json: jsonFlag },
  run: async (context, _args, { json }) => {
    const config = requireConfig(context);
    if (config.engines.profile === 'embedded') return embedded(context);
    await using reindexing = await context.openReindexing(config, commandLogger());
    const { output, clock, stop } = context;
    const began = clock.monotonic();
    const progress = createProgress(output, clock, 'reindex');
    const perSecond = (entries: number) =>
      Math.round((1000 * entries) / Math.max(1, clock.monotonic() - began));
    const onProgress = (entries: number, share: number) =>
      progress.update(share, 1, `${entries} entries, ${perSecond(entries)}/s`);
    const entries = await reindex({ ...reindexing, stop, onProgress }).finally(progress.end);
    const seconds = Math.round((clock.monotonic() - began) / 1000);
    if (json) output.json({ entries, seconds });
    else output.line(`The new search index serves: ${entries.toLocaleString('en')} entries in ${seconds} s.`);
    return exitCode.ok;
  },
});

function embedded({ output }: Context): ExitCode {
  output.note(
    'The embedded search index fills itself: stop the server, delete search.db in PARLEY_DATA, and start.',
  );
  return exitCode.usage;
}
