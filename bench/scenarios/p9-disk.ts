import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { bareAppends } from '../load/bare-appends.ts';
import { fillChat } from '../load/fill-chat.ts';
import { indexCheckpoint } from '../load/index-checkpoint.ts';
import { Seed } from '../load/seed.ts';
import { textOfBytes } from '../load/texts.ts';
import { eachAtOnce, until } from '../load/until.ts';
import { parley, type Scenario } from './scenario.ts';

const textBytes = 110;
const chats = 20;
const indexWithinMs = 600_000;

export const p9: Scenario = {
  id: 'p9',
  title: 'Disk for a message',
  method:
    'Messages of 110 bytes, each with a client id, in twenty chats; after everything is indexed, counted and the server stopped, the size of its files for each message, less what the empty files had.',
  targets: [
    { what: 'without the search index', unit: 'bytes', atMost: 300 },
    { what: 'with the search index', unit: 'bytes', atMost: 900 },
  ],
  async measure(run) {
    const messages = run.messages(1_000_000, 4000);
    await run.inFolder(async (folder) => {
      const people = await prepare(folder);
      const before = sizesIn(folder);
      await fill(folder, people, messages);
      const after = sizesIn(folder);
      const log = (after.log - before.log) / messages;
      run.note('without the search index', parley, 'bytes', log);
      run.note('with the search index', parley, 'bytes', log + (after.search - before.search) / messages);
    });
    const milliseconds = run.size('appendMs', 5000, 300);
    const bare = await run.inFolder((folder) => bareAppends({ folder, perCommit: 500, milliseconds }));
    run.note('without the search index', 'SQLite appends, 500 a commit', 'bytes', bare.bytesPerRow);
  },
};

interface People {
  readonly authors: readonly number[];
  readonly chats: readonly number[];
}

async function prepare(folder: string): Promise<People> {
  await using seed = await Seed.open(folder);
  const [owner, ...others] = await seed.people(4);
  if (owner === undefined) throw new Error('nobody was seeded');
  const numbers: number[] = [];
  for (let index = 0; index < chats; index++) numbers.push((await seed.group(owner, others)).chat);
  return { authors: [owner, ...others].map(({ key }) => key), chats: numbers };
}

async function fill(folder: string, people: People, messages: number): Promise<void> {
  await using seed = await Seed.open(folder);
  const { authors } = people;
  await eachAtOnce(people.chats, 8, (chat) => {
    const text = (number: number) => textOfBytes(chat * 1_000_000 + number, textBytes);
    return fillChat(seed, { chat, upTo: messages / chats, authors, text });
  });
  const newest = seed.node.log.openTail(0).lastSeq();
  const isDone = async () =>
    indexCheckpoint(folder) >= newest && (await seed.node.store.tailers.checkpoint('count')) >= newest;
  if (!(await until(isDone, indexWithinMs))) throw new Error('indexing takes too long');
}

/** Bytes of the two databases, once everything is moved from their write-ahead logs. */
function sizesIn(folder: string): { readonly log: number; readonly search: number } {
  const sizeOf = (name: string) => {
    const connection = new DatabaseSync(join(folder, name));
    connection.exec('pragma wal_checkpoint(truncate)');
    connection.close();
    return statSync(join(folder, name)).size;
  };
  return { log: sizeOf('parley.db'), search: sizeOf('search.db') };
}
