import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { name } from '@parley/protocol/scalars.ts';
import { appFlag, type Context, command, jsonFlag } from '../command.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import type { ImportTarget } from '../office/office.ts';
import { createProgress } from '../progress.ts';
import { atAppDesk, requireConfig } from '../settings.ts';
import { importFile } from './import-file.ts';
import { type ImportReport, showReport } from './import-report.ts';

const details = `Each file has one JSON object a line: {"at", "user", "text"}, with "name" and "client_id" where known.
Times without a zone are UTC. Each file becomes a group named after it; authors become members, with accounts
that nobody can sign in to until an operator sets a password (parley user set-password).
Running it again changes nothing: messages that are there already are recognised.`;

export const importCommand = command({
  name: 'import',
  summary: 'Read messages from files of JSON lines into a group each.',
  details,
  args: [{ name: 'FILE', help: 'A file of JSON lines.', many: true }],
  flags: {
    chat: { type: 'text', value: 'NAME', help: 'Name of the group, for a single file or for all together.' },
    app: appFlag,
    json: jsonFlag,
  },
  run: async (context, files, { chat, app, json }) => {
    const jobs = files.map((file) => ({ file, chat: chat ?? basename(file, extname(file)) }));
    const refusal = await refusalOf(context, jobs);
    if (refusal !== undefined) return refusal;
    const outcome = await atAppDesk(context, app, (desk) => importFiles(context, desk.import, jobs, json));
    return outcome ?? exitCode.notFound;
  },
});

interface Job {
  readonly file: string;
  readonly chat: string;
}

/** What is wrong with the jobs, told before anything is written. */
async function refusalOf({ output }: Context, jobs: readonly Job[]): Promise<ExitCode | undefined> {
  for (const { file, chat } of jobs) {
    if (!name.safeParse(chat).success) {
      output.note(`${JSON.stringify(chat)} cannot be the name of a chat; give another with --chat NAME.`);
      return exitCode.usage;
    }
    const details = await stat(file).catch(() => undefined);
    if (details?.isFile() === true) continue;
    output.note(details === undefined ? `There is no file ${file}.` : `${file} is not a file.`);
    return exitCode.notFound;
  }
  return undefined;
}

async function importFiles(
  context: Context,
  target: ImportTarget,
  jobs: readonly Job[],
  json: boolean,
): Promise<ExitCode> {
  const { contentBytes } = requireConfig(context);
  const { stop, clock, output } = context;
  const reports: ImportReport[] = [];
  for (const job of jobs) {
    if (stop.aborted) break;
    const progress = createProgress(output, clock, basename(job.file));
    const report = await importFile(target, { ...job, contentBytes, stop, clock, progress });
    reports.push(report);
    if (json) output.json(report);
    else showReport(output, report);
  }
  if (stop.aborted) return exitCode.failed;
  return reports.some((report) => report.skipped > 0) ? exitCode.partial : exitCode.ok;
}
