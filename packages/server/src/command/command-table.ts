import { createApp, listApps, renameApp, rotateToken, showAppCommand } from './app-commands.ts';
import { backup } from './backup-command.ts';
import { type Command, command } from './command.ts';
import { checkConfig, printConfig } from './config-commands.ts';
import { exitCode } from './exit-code.ts';
import { exportCommand } from './export-command.ts';
import { helpText } from './help-text.ts';
import { importCommand } from './import/import-command.ts';
import { rebuildCommand } from './rebuild-command.ts';
import { reindexCommand } from './reindex-command.ts';
import { restore } from './restore-command.ts';
import { serve } from './serve-command.ts';
import { tail } from './tail-command.ts';
import { createUser, listUsers, makeOwner, removeUser, setPassword } from './user-commands.ts';

const help = command({
  name: 'help',
  summary: 'Show this, or the help of one command.',
  args: [{ name: 'COMMAND', help: 'The command, in one word or two.', optional: true, many: true }],
  flags: {},
  run: async ({ output }, words) => {
    const topic = words.join(' ');
    const isKnown =
      topic === '' || commandTable.some(({ name }) => name === topic || name.startsWith(`${topic} `));
    if (isKnown) output.line(helpText(commandTable, topic));
    else output.note(`There is no command ${topic}; see parley help`);
    return isKnown ? exitCode.ok : exitCode.usage;
  },
});

const version = command({
  name: 'version',
  summary: 'Show which release this is.',
  flags: {},
  run: async ({ output, version: release }) => {
    output.line(`parley ${release}`);
    return exitCode.ok;
  },
});

/** Every command of `parley`, from which parsing, help and the reference page come (CMD1). */
export const commandTable: readonly Command[] = [
  serve,
  checkConfig,
  printConfig,
  importCommand,
  exportCommand,
  backup,
  restore,
  rebuildCommand,
  reindexCommand,
  createApp,
  listApps,
  showAppCommand,
  renameApp,
  rotateToken,
  createUser,
  listUsers,
  setPassword,
  makeOwner,
  removeUser,
  tail,
  help,
  version,
];
