import { isNumbered } from '@parley/server/log/entry-kind.ts';
import type {
  Append,
  AppendDone,
  AppendOutcome,
  Log,
  PlacedEntry,
  RetryKey,
} from '@parley/server/log/log.ts';
import type { LogKey } from '@parley/server/log/log-key.ts';
import { changed, type PlantedBug } from './planted-bug.ts';

/** A log whose outcomes are told differently. */
function telling(log: Log, tell: (outcome: AppendOutcome) => AppendOutcome): Log {
  return changed(log, { append: (append, done) => log.append(append, (outcome) => done(tell(outcome))) });
}

function takenForSuccess(kind: 'conflict' | 'failed'): (log: Log) => Log {
  return (log) =>
    telling(log, (outcome) =>
      outcome.kind === kind ? { kind: 'appended', lastSeq: log.openTail(0).lastSeq() } : outcome,
    );
}

function acknowledgedBeforeDurable(log: Log): Log {
  let promised = 0;
  const append = (wanted: Append, done: AppendDone) => {
    promised = Math.max(promised, log.openTail(0).lastSeq()) + wanted.entries.length;
    const lastSeq = promised;
    setImmediate(() => done({ kind: 'appended', lastSeq }));
    log.append(wanted, () => undefined);
  };
  return changed(log, { append });
}

function numbersFromCache(log: Log): Log {
  const newest = new Map<LogKey, number>();
  const numbered = (entry: PlacedEntry): PlacedEntry => {
    const before = newest.get(entry.log) ?? entry.number - (isNumbered(entry.kind) ? 1 : 0);
    const number = isNumbered(entry.kind) ? before + 1 : before;
    newest.set(entry.log, number);
    return { ...entry, number };
  };
  const append = (wanted: Append, done: AppendDone) =>
    log.append({ ...wanted, entries: wanted.entries.map(numbered) }, done);
  return changed(log, { append });
}

function retriesOfThisLife(log: Log): Log {
  const seen = new Set<string>();
  const nameOf = ({ log: key, author, clientId }: RetryKey) => `${key} ${author} ${clientId}`;
  return changed(log, {
    append(wanted, done) {
      for (const { log: key, author, clientId } of wanted.entries) {
        if (clientId !== undefined) seen.add(nameOf({ log: key, author, clientId }));
      }
      log.append(wanted, done);
    },
    findRetry: (key) => (seen.has(nameOf(key)) ? log.findRetry(key) : undefined),
  });
}

function retriesAnsweredWithNewest(log: Log): Log {
  return changed(log, {
    findRetry: (key) =>
      log.findRetry(key)?.then(async (entry) => {
        const [newest] = await log.readNumbersBelow(key.log, Number.MAX_SAFE_INTEGER, 1);
        return entry && newest && { ...newest, content: entry.content ?? '' };
      }),
  });
}

/** Between delivery and the log. */
export const logBugs: readonly PlantedBug[] = [
  {
    name: 'Entries are published before they are committed',
    seams: {
      log: (log, node) =>
        changed(log, {
          append(wanted, done) {
            void node().fanOut.entries(wanted.entries);
            log.append(wanted, done);
          },
        }),
    },
  },
  { name: 'A message is acknowledged before it is durable', seams: { log: acknowledgedBeforeDurable } },
  { name: 'A lost race for a position is taken for success', seams: { log: takenForSuccess('conflict') } },
  { name: 'An error of the disk is taken for success', seams: { log: takenForSuccess('failed') } },
  { name: 'Numbers come from a cache beside the log', seams: { log: numbersFromCache } },
  { name: 'Retries are remembered in memory only', seams: { log: retriesOfThisLife } },
  { name: 'A retry is answered with the newest message', seams: { log: retriesAnsweredWithNewest } },
];
