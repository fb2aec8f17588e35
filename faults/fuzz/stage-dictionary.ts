import type { Seeded } from '@parley/testkit/seeded.ts';
import type { Dictionary } from './schema-value.ts';
import { personas, type Stage, stagePassword } from './stage.ts';

type Entry = (stage: Stage, chance: Seeded) => unknown;

const person: Entry = (stage, chance) => stage.usernameOf(chance.pick(personas));
const message: Entry = (_, chance) => 1 + chance.below(4);
const chat: Entry = (stage, chance) => chance.pick([...Array(5).fill(stage.group), stage.openChat, 1]);

/** What exists on the stage, by the names that fields have. */
const entries: Readonly<Record<string, Entry>> = {
  username: person,
  to: person,
  with: person,
  members: person,
  usernames: person,
  mentions: person,
  token: ({ app }) => app,
  app: ({ app }) => app,
  chat,
  number: (stage, chance) => chance.pick([chat(stage, chance), message(stage, chance)]),
  before: message,
  after: message,
  read: message,
  delivered: message,
  client_id: (_, chance) => `c${chance.below(chance.pick([30, 1_000_000]))}`,
  password: () => stagePassword,
  current_password: () => stagePassword,
  /** Told apart by it, so hardly ever twice. */
  ref: (_, chance) => `r${chance.below(2 ** 32)}`,
  handle: () => 'current',
  code: (_, chance) => 'abcdefgh'.repeat(3 + chance.below(2)),
  emoji: (_, chance) => chance.pick(['👍', '❤️', '🇩🇪', '👨‍👩‍👧']),
  sticker: (_, chance) => chance.pick(['wave', 'cat']),
  cursor: (_, chance) => chance.pick(['1', '5', 'owner', '0.a', '1700000000000.x']),
  v: () => 'abc',
};

/** Fields hold what their names mean; lists of people hold a person each. */
export function dictionaryOf(stage: Stage): Dictionary {
  return (name, chance) => (Object.hasOwn(entries, name) ? entries[name]?.(stage, chance) : undefined);
}
