import { email as emailRule, name as nameRule, username as usernameRule } from '@parley/protocol/scalars.ts';
import type { z } from 'zod';
import { appFlag, type Context, command, jsonFlag } from './command.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { NewUser } from './office/office.ts';
import { askPassword } from './password-input.ts';
import { atAppDesk } from './settings.ts';
import { type Cell, shortened, textTable } from './text-table.ts';

const usernameArgument = { name: 'USERNAME', help: 'The name to sign in with.' } as const;

const taken = {
  username_taken: 'Another account has this username.',
  email_taken: 'Another account has this e-mail address.',
} as const;

export const createUser = command({
  name: 'user create',
  summary: 'Make an account. Its password is asked for, or read from stdin.',
  args: [usernameArgument],
  flags: {
    name: { type: 'text', value: 'NAME', help: 'Name that others see; without it the username.' },
    email: { type: 'text', value: 'ADDRESS', help: 'For a forgotten password.' },
    owner: { type: 'switch', help: 'The account owns the server; not with --app.' },
    'no-password': { type: 'switch', help: 'Nobody can sign in until one is set.' },
    app: appFlag,
    json: jsonFlag,
  },
  run: async (context, [written = ''], flags) => {
    const username = checked(context, usernameRule, written, 'The username');
    const name = checked(context, nameRule, flags.name ?? written, 'The name');
    const email =
      flags.email === undefined ? undefined : checked(context, emailRule, flags.email, 'The address');
    if (username === undefined || name === undefined) return exitCode.usage;
    if (flags.email !== undefined && email === undefined) return exitCode.usage;
    if (flags.owner && flags.app !== undefined) return onlyOwnApp(context);
    const password = flags['no-password'] ? undefined : await askPassword(context);
    if (password === undefined && !flags['no-password']) return exitCode.usage;
    return create(context, { username, name, email, password, isOwner: flags.owner }, flags);
  },
});

function onlyOwnApp({ output }: Context): ExitCode {
  output.note("Only people of the server's own app can own it; leave out --app.");
  return exitCode.usage;
}

interface Place {
  readonly app: string | undefined;
  readonly json: boolean;
}

async function create(context: Context, user: NewUser, { app, json }: Place): Promise<ExitCode> {
  const outcome = await atAppDesk(context, app, (desk) => desk.users.create(user));
  if (outcome === undefined) return exitCode.notFound;
  if (outcome !== 'created') {
    context.output.note(taken[outcome]);
    return exitCode.failed;
  }
  if (json) context.output.json({ username: user.username, can_sign_in: user.password !== undefined });
  else context.output.line(`${user.username} has an account${user.isOwner ? ' and owns this server' : ''}.`);
  return exitCode.ok;
}

export const listUsers = command({
  name: 'user list',
  summary: 'List the accounts of an app.',
  flags: { app: appFlag, json: jsonFlag },
  run: async (context, _args, { app, json }) => {
    const { output } = context;
    const code = await atAppDesk(context, app, async (desk) => {
      const rows: Cell[][] = [];
      for await (const user of desk.users.list()) {
        if (json) output.json(user);
        else
          rows.push([
            user.username,
            shortened(user.name),
            user.email,
            user.can_sign_in ? 'yes' : 'no',
            user.owner ? 'yes' : 'no',
            user.created_at,
          ]);
      }
      const headings = ['username', 'name', 'e-mail', 'can sign in', 'owner', 'created'];
      if (!json) for (const line of textTable(headings, rows)) output.line(line);
      return exitCode.ok;
    });
    return code ?? exitCode.notFound;
  },
});

export const setPassword = command({
  name: 'user set-password',
  summary: 'Set a password, asked for or read from stdin; the sessions of the account end.',
  args: [usernameArgument],
  flags: { app: appFlag },
  run: async (context, [username = ''], { app }) => {
    const password = await askPassword(context);
    if (password === undefined) return exitCode.usage;
    const name = username.toLowerCase();
    const isDone = await atAppDesk(context, app, (desk) => desk.users.setPassword(name, password));
    return told(context, isDone, `${name} has a new password.`);
  },
});

export const makeOwner = command({
  name: 'user make-owner',
  summary: 'Make somebody an owner of this server.',
  args: [usernameArgument],
  flags: {},
  run: async (context, [username = '']) => {
    const name = username.toLowerCase();
    const isDone = await atAppDesk(context, undefined, (desk) => desk.users.makeOwner(name));
    return told(context, isDone, `${name} owns this server.`);
  },
});

export const removeUser = command({
  name: 'user remove',
  summary: 'Remove an account; its messages stay, as from a deleted user.',
  args: [usernameArgument],
  flags: {
    'delete-messages': { type: 'switch', help: 'Make tombstones of its messages.' },
    app: appFlag,
  },
  run: async (context, [username = ''], flags) => {
    const name = username.toLowerCase();
    const messages = flags['delete-messages'] ? 'delete' : 'keep';
    const isDone = await atAppDesk(context, flags.app, (desk) => desk.users.remove(name, messages));
    return told(context, isDone, `${name} is removed.`);
  },
});

/** `undefined`: no such app, which was told. */
function told({ output }: Context, isDone: boolean | undefined, line: string): ExitCode {
  if (isDone === true) output.line(line);
  if (isDone === false) output.note('There is no such user.');
  return isDone === true ? exitCode.ok : exitCode.notFound;
}

function checked<Schema extends z.ZodType<string>>(
  { output }: Context,
  schema: Schema,
  text: string,
  what: string,
): z.output<Schema> | undefined {
  const result = schema.safeParse(text);
  if (!result.success) output.note(`${what} ${result.error.issues[0]?.message ?? 'cannot be used'}.`);
  return result.data;
}
