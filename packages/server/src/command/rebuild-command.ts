import { command, jsonFlag } from './command.ts';
import { exitCode } from './exit-code.ts';
import { createProgress } from './progress.ts';
import { requireConfig } from './settings.ts';

const details = `For a cluster: where lists, members, reactions or counts in the database are doubted, after a table was damaged, say.
Everything that entries tell is derived again from the archive of the log, chat by chat, while servers run and people write.
What people set themselves (accounts, friends, how far they have read) is kept. Stopped, it goes on where it was the next
time. The embedded store changes with its log: parley backup and parley restore are what it has.`;

export const rebuildCommand = command({
  name: 'rebuild',
  summary: "Derive a cluster's chats, members, reactions and counts again from the archive of its log.",
  details,
  flags: { json: jsonFlag },
  run: async (context, _args, { json }) => {
    const config = requireConfig(context);
    const { output, clock, stop } = context;
    if (config.engines.profile === 'embedded') {
      output.note('The embedded store changes together with its log; there is nothing to rebuild.');
      return exitCode.usage;
    }
    const progress = createProgress(output, clock, 'rebuild');
    let done = { chats: 0, entries: 0 };
    const isDone = await context
      .rebuild(
        config,
        ({ chats, entries, entriesPerSecond, share }) => {
          done = { chats, entries };
          progress.update(share, 1, `${chats} chats, ${Math.round(entriesPerSecond)} entries/s`);
        },
        stop,
      )
      .finally(progress.end);
    if (json) output.json({ ...done, done: isDone });
    else output.line(`${isDone ? 'Rebuilt' : 'Stopped after'} ${done.chats} chats, ${done.entries} entries.`);
    return isDone ? exitCode.ok : exitCode.failed;
  },
});
