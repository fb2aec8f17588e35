import { cpSync } from 'node:fs';
import { runLoad } from '../load/load-process.ts';
import type { Pair, PairsPlan, PairsResult } from '../load/plans.ts';
import { Seed } from '../load/seed.ts';
import { type Subject, startPeer } from '../load/subject.ts';
import { whatIsMissing } from '../peers/ejabberd/debian.ts';
import { type Ejabberd, seedEjabberd, startEjabberd } from '../peers/ejabberd/ejabberd.ts';
import { ejabberd, socketio } from '../peers/names.ts';
import type { Run } from '../run.ts';
import { parley } from './scenario.ts';

export const skeleton = 'bare skeleton';

type Loading = Pick<PairsPlan, 'window' | 'perSecond' | 'warmUpMs' | 'measureMs'>;

/** What carries messages between pairs: each run begins on fresh data. */
export interface PairSubject {
  readonly name: string;
  readonly run: (loading: Loading) => Promise<PairsResult>;
}

/** How a subject is started, and who writes to whom on it. */
interface Kind<Server extends Subject> extends Pick<PairsPlan, 'pairs' | 'protocol'> {
  readonly name: string;
  readonly start: (folder: string) => Promise<Server>;
  /** Rejects unless the server has stored what was sent. */
  readonly confirm?: (server: Server, sent: number) => Promise<void>;
}

/** Parley with so many pairs of friends, and under the same load the bare skeleton and the peers that are installed. */
export async function pairSubjects(run: Run, count: number): Promise<readonly PairSubject[]> {
  const seeded = run.sharedFolder(`pairs-${count}-${process.pid}`);
  const pairs = await seedPairs(seeded, count);
  const inRooms = pairsOf(count, (chat, side) => `${chat}.${side}`);
  return [
    subject(run, {
      name: parley,
      pairs,
      start: (folder) => {
        cpSync(seeded, folder, { recursive: true });
        return run.parley(folder);
      },
    }),
    subject(run, {
      name: skeleton,
      pairs: inRooms,
      start: (folder) => startPeer('skeleton/server', folder),
    }),
    subject(run, {
      name: socketio,
      pairs: inRooms,
      protocol: 'socket.io',
      start: (folder) => startPeer('socketio/server', folder),
    }),
    ...(await ejabberdSubjects(run, count)),
  ];
}

function subject<Server extends Subject>(run: Run, kind: Kind<Server>): PairSubject {
  const { name, start, confirm, ...plan } = kind;
  return {
    name,
    run: (loading) =>
      run.inFolder(async (folder) => {
        await using server = await start(folder);
        const result = await runLoad<PairsPlan>({ kind: 'pairs', url: server.url, ...plan, ...loading });
        await confirm?.(server, result.sent);
        await server.stop();
        run.check(name, result);
        return result;
      }),
  };
}

/** ejabberd where it is installed; otherwise it is left out by name. */
async function ejabberdSubjects(run: Run, count: number): Promise<PairSubject[]> {
  const missing = whatIsMissing();
  if (missing !== undefined) {
    run.leaveOut(ejabberd, missing);
    return [];
  }
  const pairs = pairsOf(count, (chat, side) => `${side}${chat}`);
  const seeded = run.sharedFolder(`ejabberd-${count}-${process.pid}`);
  await seedOnce(seeded, async () => {
    await seedEjabberd(
      seeded,
      pairs.flatMap(({ sender, receiver }) => [sender, receiver]),
    );
    return pairs;
  });
  const start = (folder: string) => startEjabberd(seeded, folder);
  return [subject(run, { name: ejabberd, pairs, protocol: 'xmpp', start, confirm: isArchived })];
}

async function isArchived(server: Ejabberd, sent: number): Promise<void> {
  const archived = await server.archived();
  if (archived !== 2 * sent)
    throw new Error(`${ejabberd}: of ${sent} messages, ${archived} copies are archived instead of two each`);
}

function pairsOf(count: number, name: (chat: number, side: 'a' | 'b') => string): Pair[] {
  return Array.from({ length: count }, (_, index) => {
    const chat = index + 1;
    return { chat, sender: name(chat, 'a'), receiver: name(chat, 'b'), from: 0 };
  });
}

const seededFolders = new Map<string, readonly Pair[]>();

async function seedPairs(folder: string, count: number): Promise<readonly Pair[]> {
  return seedOnce(folder, async () => {
    await using seed = await Seed.open(folder);
    return await seed.pairs(count);
  });
}

/** Scenarios of one command share a folder: who comes first fills it. */
async function seedOnce(folder: string, seed: () => Promise<readonly Pair[]>): Promise<readonly Pair[]> {
  const known = seededFolders.get(folder);
  if (known !== undefined) return known;
  const pairs = await seed();
  seededFolders.set(folder, pairs);
  return pairs;
}
