import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { appFlag, type Context, command, jsonFlag } from './command.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { ExportedChat, ExportSource } from './office/office.ts';
import { createProgress } from './progress.ts';
import { atAppDesk } from './settings.ts';
import { textTable } from './text-table.ts';

export const exportCommand = command({
  name: 'export',
  summary: 'Write messages as JSON lines that parley import can read.',
  details: `A line has chat, number, position, at, user, text, and what else is known; a deleted message has no text.
With --out each chat becomes a file of its own in that folder; without it all lines go to stdout.`,
  flags: {
    chat: { type: 'text', value: 'NUMBER', many: true, help: 'Only this chat; may be given several times.' },
    out: { type: 'text', value: 'FOLDER', help: 'Folder to write to, made when missing.' },
    app: appFlag,
    json: jsonFlag,
  },
  run: async (context, _args, { chat, out, app, json }) => {
    const wrong = chat.find((text) => !/^[1-9]\d{0,9}$/.test(text));
    if (wrong !== undefined) {
      context.output.note(`--chat ${wrong} is not a chat's number; give a whole number from 1.`);
      return exitCode.usage;
    }
    const code = await atAppDesk(context, app, async (desk) => {
      const chats = chat.length > 0 ? chosen(desk.export, chat.map(Number)) : desk.export.chats();
      return out === undefined
        ? toOutput(context, desk.export, chats)
        : toFolder(context, desk.export, chats, { out, json });
    });
    return code ?? exitCode.notFound;
  },
});

type Chats = AsyncIterable<ExportedChat | number>;

/** The chats of these numbers; the bare number where there is none. */
async function* chosen(
  source: ExportSource,
  numbers: readonly number[],
): AsyncGenerator<ExportedChat | number> {
  for (const number of numbers) yield (await source.chat(number)) ?? number;
}

async function toOutput(context: Context, source: ExportSource, chats: Chats): Promise<ExitCode> {
  let code: ExitCode = exitCode.ok;
  for await (const chat of chats) {
    if (typeof chat === 'number') code = missing(context, chat);
    else for await (const text of chatLines(context, source, chat)) await context.output.raw(text);
  }
  return context.stop.aborted ? exitCode.failed : code;
}

interface FolderOptions {
  readonly out: string;
  readonly json: boolean;
}

async function toFolder(
  context: Context,
  source: ExportSource,
  chats: Chats,
  options: FolderOptions,
): Promise<ExitCode> {
  let code: ExitCode = exitCode.ok;
  const written: { file: string; messages: number }[] = [];
  await mkdir(options.out, { recursive: true });
  for await (const chat of chats) {
    if (typeof chat === 'number') {
      code = missing(context, chat);
      continue;
    }
    const file = join(options.out, fileName(chat));
    await pipeline(Readable.from(chatLines(context, source, chat)), createWriteStream(file));
    written.push({ file, messages: chat.messages_count });
  }
  if (options.json) context.output.json({ written });
  else
    for (const line of textTable(['file', 'messages'], written.map(Object.values))) context.output.line(line);
  return context.stop.aborted ? exitCode.failed : code;
}

function missing({ output }: Context, number: number): ExitCode {
  output.note(`There is no chat ${number}.`);
  return exitCode.notFound;
}

async function* chatLines(
  context: Context,
  source: ExportSource,
  chat: ExportedChat,
): AsyncGenerator<string> {
  const progress = createProgress(context.output, context.clock, `chat ${chat.number}`);
  let done = 0;
  for await (const message of source.messages(chat.number)) {
    if (context.stop.aborted) break;
    yield `${JSON.stringify(message)}\n`;
    done += 1;
    progress.update(done, chat.messages_count, `${done} messages`);
  }
  progress.end();
}

/** A name that every file system takes. */
function fileName({ number, name }: ExportedChat): string {
  const letters = (name ?? '').replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80);
  return `${number}${letters === '' ? '' : `-${letters}`}.jsonl`;
}
