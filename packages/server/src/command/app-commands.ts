import type { App } from '@parley/protocol/app.ts';
import { name as nameRule } from '@parley/protocol/scalars.ts';
import { type Context, command, jsonFlag } from './command.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { inOffice } from './settings.ts';
import { shortened, textTable } from './text-table.ts';

const tokenArgument = { name: 'TOKEN', help: "The app's token." } as const;
const nameArgument = { name: 'NAME', help: 'What the app is called.' } as const;

export const createApp = command({
  name: 'app create',
  summary: 'Create an app; its secret is shown this once.',
  args: [nameArgument],
  flags: { json: jsonFlag },
  run: async (context, [name = ''], { json }) => {
    if (!isName(context, name)) return exitCode.usage;
    const app = await inOffice(context, (office) => office.apps.create(name));
    if (json) context.output.json(app);
    else showApp(context, app, app.secret);
    return exitCode.ok;
  },
});

export const listApps = command({
  name: 'app list',
  summary: 'List all apps.',
  flags: { json: jsonFlag },
  run: (context, _args, { json }) =>
    inOffice(context, async (office) => {
      const rows: (string | number)[][] = [];
      for await (const app of office.apps.list()) {
        if (json) context.output.json(app);
        else rows.push([app.token, shortened(app.name), app.chats_count, app.created_at]);
      }
      if (!json)
        for (const line of textTable(['token', 'name', 'chats', 'created'], rows)) context.output.line(line);
      return exitCode.ok;
    }),
});

export const showAppCommand = command({
  name: 'app show',
  summary: 'Show one app.',
  args: [tokenArgument],
  flags: { json: jsonFlag },
  run: async (context, [token = ''], { json }) =>
    answerApp(context, await inOffice(context, (office) => office.apps.get(token)), json),
});

export const renameApp = command({
  name: 'app rename',
  summary: 'Give an app another name.',
  args: [tokenArgument, nameArgument],
  flags: { json: jsonFlag },
  run: async (context, [token = '', name = ''], { json }) => {
    if (!isName(context, name)) return exitCode.usage;
    return answerApp(context, await inOffice(context, (office) => office.apps.rename(token, name)), json);
  },
});

export const rotateToken = command({
  name: 'app rotate-token',
  summary: 'Give an app a new token; the old one stops working.',
  args: [tokenArgument],
  flags: { json: jsonFlag },
  run: async (context, [token = ''], { json }) =>
    answerApp(context, await inOffice(context, (office) => office.apps.rotateToken(token)), json),
});

function isName({ output }: Context, text: string): boolean {
  const checked = nameRule.safeParse(text);
  if (!checked.success) output.note(`The name ${checked.error.issues[0]?.message ?? 'cannot be used'}.`);
  return checked.success;
}

function answerApp(context: Context, app: App | undefined, json: boolean): ExitCode {
  if (app === undefined) {
    context.output.note('No app has this token.');
    return exitCode.notFound;
  }
  if (json) context.output.json(app);
  else showApp(context, app);
  return exitCode.ok;
}

function showApp({ output }: Context, app: App, secret?: string): void {
  const rows: [string, string | number][] = [
    ['token', app.token],
    ['name', app.name],
    ['chats', String(app.chats_count)],
    ['created', app.created_at],
  ];
  if (secret !== undefined) rows.push(['secret', secret]);
  for (const line of textTable(['', ''], rows).slice(1)) output.line(line);
}
