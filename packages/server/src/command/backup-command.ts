import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupCounts } from '../backup/about-backup.ts';
import { writeBackup } from '../backup/write-backup.ts';
import { command, jsonFlag } from './command.ts';
import { exitCode } from './exit-code.ts';
import { requireConfig } from './settings.ts';
import { stageProgress } from './stage-progress.ts';
import { printable } from './text-table.ts';

const details = `Beside a running server, which goes on, or without one. The file is a .tar.zst with the database as it stood at one
moment, the pictures, and a checksum of each; the search index is not in it, it fills itself. While it is made it
takes the room of the data beside it. It appears under its name once it is complete and has been read back.
It has everything: messages, addresses, password hashes, session hashes and app tokens. Only its owner can read it; keep it so.`;

export const backup = command({
  name: 'backup',
  summary: 'Copy everything into one file, while the server runs.',
  details,
  args: [
    {
      name: 'FILE',
      help: 'The file to write, which must not exist; or a folder, for a name with the time in it.',
    },
  ],
  flags: { json: jsonFlag },
  run: async (context, [target = ''], { json }) => {
    const { data } = requireConfig(context);
    const { output, clock, version: release } = context;
    const file = await fileFor(target, clock.now());
    const progress = stageProgress(context);
    const { about, bytes } = await writeBackup({ data, file, release, now: clock.now, ...progress }).finally(
      progress.end,
    );
    const { parley: _, format: __, counts, ...rest } = about;
    if (json) output.json({ file, bytes, ...rest, ...counts });
    else
      output.line(`${printable(file)}: ${sizeText(bytes)}, ${countsText(counts)}, as of ${about.taken_at}`);
    return exitCode.ok;
  },
});

/** In a folder: a name that sorts by time. */
async function fileFor(target: string, now: number): Promise<string> {
  const details = await stat(target).catch(() => undefined);
  if (details?.isDirectory() !== true) return target;
  return join(target, `parley-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}Z.tar.zst`);
}

/** How much is in a backup, for people. */
export function countsText({ users, chats, messages, pictures }: BackupCounts): string {
  const parts = { messages, chats, users, pictures };
  return Object.entries(parts)
    .map(([name, count]) => `${count.toLocaleString('en')} ${name}`)
    .join(', ');
}

function sizeText(bytes: number): string {
  return bytes < 10_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${Math.round(bytes / 1_000_000)} MB`;
}
