import { clusterSettings } from '@parley/testkit/cluster-place.ts';
import type { ClusterGround } from '../load/cluster-ground.ts';
import { openClusterStock } from '../load/cluster-stock.ts';
import { fillChat } from '../load/fill-chat.ts';
import { Seed } from '../load/seed.ts';
import { textOfBytes } from '../load/texts.ts';
import { eachAtOnce, until } from '../load/until.ts';
import type { Run } from '../run.ts';

const textBytes = 200;
const chats = 100;
/** Each publish has its own headers in the stream; of many chats each has one message at a time. */
const entriesAtOnce = 1;
const indexWithinMs = 120_000;

/** Bytes of a message in each engine, with texts that differ as people's do. */
export function measureStock(
  run: Run,
  ground: ClusterGround,
  { name, partitions, messages }: { name: string; partitions: number; messages: number },
): Promise<void> {
  return run.inFolder(async (folder) => {
    const settings = {
      ...(await clusterSettings(await ground.engines(1), folder)),
      ...{ PARLEY_PARTITIONS: String(partitions), PARLEY_ELASTICSEARCH_REPLICAS: '0' },
    };
    await using seed = await Seed.open(folder, settings);
    await using stock = await openClusterStock(settings);
    const [owner, ...others] = await seed.people(2);
    if (owner === undefined) throw new Error('nobody was seeded');
    const numbers: number[] = [];
    await eachAtOnce(Array.from({ length: chats }), 20, async () => {
      numbers.push((await seed.group(owner, others)).chat);
    });
    const before = await stock.bytes();
    const authors = [owner, ...others].map(({ key }) => key);
    await eachAtOnce(numbers, chats, (chat) => {
      const text = (number: number) => textOfBytes(chat * 1_000_000 + number, textBytes);
      return fillChat(seed, { chat, upTo: messages / chats, authors, text, entriesAtOnce });
    });
    const isThere = async () => (await stock.indexed()) >= messages && (await stock.stored()) >= messages;
    if (!(await until(isThere, indexWithinMs))) throw new Error('storing and indexing takes too long');
    const after = await stock.bytes();
    run.note('bytes in the log, a copy', name, 'bytes a message', (after.log - before.log) / messages);
    run.note('bytes in the store', name, 'bytes a message', (after.store - before.store) / messages);
    run.note('bytes in the index, a copy', name, 'bytes a message', (after.index - before.index) / messages);
  });
}
