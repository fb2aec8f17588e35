import { once } from 'node:events';
import { appFlag, type Context, command, jsonFlag } from './command.ts';
import { exitCode } from './exit-code.ts';
import type { JournalEntry, Office } from './office/office.ts';
import { inOffice } from './settings.ts';
import { printable } from './text-table.ts';

const pageSize = 500;
const pollMs = 250;

export const tail = command({
  name: 'tail',
  summary: 'Show what happens, as it becomes part of the log; stop with Ctrl-C.',
  flags: {
    chat: { type: 'text', value: 'NUMBER', help: 'Only this chat.' },
    app: {
      ...appFlag,
      help: "Only this app, by its token; with --chat and without it the server's own app.",
    },
    last: { type: 'text', value: 'COUNT', help: 'Begin with so many entries of the log before now (10).' },
    once: { type: 'switch', help: 'Stop at the end instead of waiting for more.' },
    json: jsonFlag,
  },
  run: async (context, _args, { chat, app, last = '10', once: stopsAtEnd, json }) => {
    const wrong = [chat ?? '1', last].find((text) => !/^\d{1,10}$/.test(text));
    if (wrong !== undefined) {
      context.output.note(`${wrong} is not a whole number.`);
      return exitCode.usage;
    }
    return inOffice(context, async (office) => {
      const inApp = app === undefined && chat === undefined ? undefined : await office.appDesk(app);
      if (app !== undefined && inApp === undefined) {
        context.output.note('No app has this token.');
        return exitCode.notFound;
      }
      const isShown = (entry: JournalEntry) =>
        (inApp === undefined || entry.app === inApp.app) &&
        (chat === undefined || entry.chat === Number(chat));
      const show = (entry: JournalEntry) => {
        if (!isShown(entry)) return;
        if (json) context.output.json(withoutKeys(entry));
        else context.output.line(entryLine(entry));
      };
      await follow(context, office, { show, last: Number(last), stopsAtEnd });
      return exitCode.ok;
    });
  },
});

interface Following {
  readonly show: (entry: JournalEntry) => void;
  readonly last: number;
  readonly stopsAtEnd: boolean;
}

/** Another process may write: there is no event to wait for, so the log is asked a few times a second. */
async function follow({ stop, clock }: Context, { journal }: Office, following: Following): Promise<void> {
  let seq = Math.max(0, (await journal.lastSeq()) - following.last);
  const stopped = untilStopped(stop);
  while (!stop.aborted) {
    const entries = await journal.after(seq, pageSize);
    for (const entry of entries) following.show(entry);
    seq = entries.at(-1)?.seq ?? seq;
    if (entries.length === pageSize) continue;
    if (following.stopsAtEnd) return;
    await Promise.race([new Promise<void>((resolve) => clock.setTimeout(resolve, pollMs)), stopped]);
  }
}

async function untilStopped(stop: AbortSignal): Promise<void> {
  if (!stop.aborted) await once(stop, 'abort');
}

/** Internal keys stay inside, even here: a script must not come to depend on them. */
function withoutKeys({ seq, appName, chat, position, entry }: JournalEntry) {
  return { seq, app: appName, chat, position, entry };
}

function entryLine({ appName, chat, position, entry }: JournalEntry): string {
  const place = `${appName} ${chat === 0 ? '' : `chat ${chat} `}#${position}`;
  return `${entry.at.slice(0, 19).replace('T', ' ')}  ${printable(place).padEnd(20)} ${printable(entryText(entry))}`;
}

function entryText(entry: JournalEntry['entry']): string {
  const { kind, at, ...rest } = entry;
  if (kind === 'message') return `${entry.sender ?? '(nobody)'}: ${entry.content ?? '(deleted)'}`;
  const details = Object.entries(rest).map(([key, value]) => `${key}=${value === null ? '–' : value}`);
  return `${kind.replaceAll('_', ' ')}  ${details.join(' ')}`;
}
