import { stat } from 'node:fs/promises';
import type { AboutBackup } from '../backup/about-backup.ts';
import { readBackup } from '../backup/read-backup.ts';
import { type RestoredBackup, restoreBackup } from '../backup/restore-backup.ts';
import { countsText } from './backup-command.ts';
import { type Context, command, jsonFlag } from './command.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { requireConfig } from './settings.ts';
import { stageProgress } from './stage-progress.ts';
import { printable } from './text-table.ts';

const details = `The server must not run. The backup is read and checked whole before anything is changed. What was acknowledged after it
was taken is gone; clients notice and load everything afresh. Everything is as it was then: also passwords, app tokens, sessions
(one that was ended since can be used again) and messages that were deleted since.`;

export const restore = command({
  name: 'restore',
  summary: 'Make the data folder what it was when a backup was taken.',
  details,
  args: [{ name: 'FILE', help: 'What parley backup wrote.' }],
  flags: {
    data: {
      type: 'text',
      value: 'FOLDER',
      help: 'The data folder, instead of PARLEY_DATA; made when missing.',
    },
    replace: {
      type: 'switch',
      help: 'Move what is in the folder aside, into a folder replaced-… in it; nothing is deleted.',
    },
    'sign-out': { type: 'switch', help: 'End all sessions: everybody signs in again.' },
    check: { type: 'switch', help: 'Only read FILE and compare it with its checksums.' },
    json: jsonFlag,
  },
  run: async (context, [file = ''], flags) => {
    const data = flags.data ?? requireConfig(context).data;
    const details = await stat(file).catch(() => undefined);
    if (details?.isFile() !== true) {
      context.output.note(`There is no file ${printable(file)}.`);
      return exitCode.notFound;
    }
    const { watch, end } = stageProgress(context);
    const onBytes = (done: number) => watch('reading back', done, details.size);
    const { replace, 'sign-out': signOut, json } = flags;
    const work = { file, data, replace, signOut, watch, now: context.clock.now };
    try {
      if (flags.check) return checked(context, file, await readBackup({ file, onBytes }), json);
      return restored(context, data, await restoreBackup(work), json);
    } catch (error) {
      throw new Error(`${file} was not restored: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    } finally {
      end();
    }
  },
});

function checked({ output }: Context, file: string, about: AboutBackup, json: boolean): ExitCode {
  const { parley, taken_at, counts } = about;
  if (json) output.json({ file, parley, taken_at, ...counts });
  else output.line(`${printable(file)} is sound: ${countsText(counts)}, as of ${taken_at}`);
  return exitCode.ok;
}

function restored({ output }: Context, data: string, result: RestoredBackup, json: boolean): ExitCode {
  const { about, aside, sessions } = result;
  const { taken_at, counts } = about;
  if (json) output.json({ data, taken_at, aside: aside ?? null, sessions, ...counts });
  else output.line(`${printable(data)} is as of ${taken_at}: ${countsText(counts)}`);
  if (aside !== undefined) output.note(`What was there is in ${printable(aside)}`);
  if (sessions > 0)
    output.note(`${sessions} sessions can be used again, also those ended since; --sign-out ends them all`);
  return exitCode.ok;
}
