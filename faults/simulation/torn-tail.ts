import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { entryKind } from '@parley/server/log/entry-kind.ts';
import { emptyHead, type Head, placeBehind } from '@parley/server/log/log.ts';
import { chatLog, type LogKey } from '@parley/server/log/log-key.ts';
import { SqliteLog } from '@parley/server/log/sqlite/sqlite-log.ts';
import { Database } from '@parley/server/sqlite/database.ts';
import { migrations } from '@parley/server/store/migrations/migrations.ts';
import { newFile } from './memory-folder.ts';
import { writeAtOnce } from './write-at-once.ts';

/** The bytes of a database after a group was acknowledged, and how much it holds. */
interface Snapshot {
  readonly file: Uint8Array;
  readonly wal: Uint8Array;
  readonly heads: readonly number[];
}

export interface TornOptions {
  readonly random: () => number;
  readonly groups: number;
  /** Files torn per group. */
  readonly tears: number;
}

const logs: readonly LogKey[] = [chatLog(1, 1), chatLog(1, 2), chatLog(1, 3)];
/** The write-ahead log starts again from its beginning after so many groups: what is torn then stands in old frames. */
const restartEvery = 8;
const pageFrameBytes = 8192 + 24;

/**
 * Power goes while a group is being written: of what follows the last acknowledged commit in the write-ahead log, any part is there, and
 * what is not is what stood there before, nothing, or junk. Everything acknowledged must be read again, once and
 * without a gap; of the group under way all or nothing (SIM6). Answers how many files were torn and opened.
 */
export async function tearTails({ random, groups, tears }: TornOptions): Promise<number> {
  const history = await writeHistory(random, groups);
  let opened = 0;
  for (const [index, after] of history.entries()) {
    const before = history[index - 1];
    if (before === undefined) continue;
    const [from, to] = changedRange(before.wal, after.wal);
    for (let tear = 0; tear < tears; tear++) {
      const at = tear < 2 ? (tear === 0 ? from : to) : placeToTear(random, from, to);
      const wal = torn({ before: before.wal, after: after.wal, at, to, random });
      await assertWhole({ ...before, wal }, after.heads, `group ${index} torn at byte ${at}`);
      opened += 1;
    }
  }
  return opened;
}

async function writeHistory(random: () => number, groups: number): Promise<readonly Snapshot[]> {
  using place = newFile();
  await using database = Database.open(place.path, migrations, undefined, writeAtOnce);
  await using log = new SqliteLog(database);
  const heads = logs.map(() => emptyHead);
  const history: Snapshot[] = [];
  for (let group = 0; group < groups; group++) {
    if (group % restartEvery === restartEvery - 1) {
      const sql = 'pragma wal_checkpoint(restart)';
      await database.write({ kind: 'statements', statements: [{ sql, values: [] }] }).catch(() => undefined);
    }
    const [chat, added] = [Math.floor(random() * logs.length), 1 + Math.floor(random() * 40)];
    heads[chat] = await append(log, logs[chat] as LogKey, heads[chat] ?? emptyHead, added);
    history.push({
      file: readFileSync(place.path),
      wal: existsSync(`${place.path}-wal`) ? readFileSync(`${place.path}-wal`) : new Uint8Array(),
      heads: heads.map(({ position }) => position),
    });
  }
  return history;
}

async function append(log: SqliteLog, key: LogKey, expected: Head, count: number): Promise<Head> {
  const drafts = Array.from({ length: count }, (_, each) => {
    const clientId = `key-${expected.number + each + 1}`;
    return { kind: entryKind.message, at: 1, author: 1, clientId, content: clientId.repeat(20) };
  });
  const entries = placeBehind(key, expected, drafts);
  const outcome = await new Promise<{ kind: string }>((resolve) =>
    log.append({ log: key, expected, entries }, resolve),
  );
  assert.equal(outcome.kind, 'appended');
  return entries.at(-1) ?? expected;
}

/** Where two files differ: from the first such byte up to behind the last. */
function changedRange(before: Uint8Array, after: Uint8Array): readonly [from: number, to: number] {
  let from = 0;
  while (from < after.length && after[from] === before[from]) from += 1;
  let to = after.length;
  while (to > from && to <= before.length && after[to - 1] === before[to - 1]) to -= 1;
  return [from, to];
}

/** Mostly at a place where something begins or ends, else anywhere. */
function placeToTear(random: () => number, from: number, to: number): number {
  const anywhere = from + Math.floor(random() * (to - from + 1));
  if (random() < 0.5) return anywhere;
  const frame = Math.round((anywhere - 32) / pageFrameBytes);
  const near = 32 + frame * pageFrameBytes + Math.floor(random() * 64) - 32;
  return Math.min(to, Math.max(from, near));
}

interface Tear {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly at: number;
  readonly to: number;
  readonly random: () => number;
}

function torn({ before, after, at, to, random }: Tear): Uint8Array {
  const kind = random();
  // What was to be written did not come as far as the file's end.
  if (kind < 0.4) return Buffer.concat([after.subarray(0, at), before.subarray(at)]);
  const rest = Uint8Array.from({ length: to - at }, () => (kind < 0.6 ? 0 : Math.floor(random() * 256)));
  return Buffer.concat([after.subarray(0, at), rest, after.subarray(to)]);
}

/** Opens the files as a node does at its start, and reads everything. */
async function assertWhole(
  { file, wal, heads }: Snapshot,
  goal: readonly number[],
  what: string,
): Promise<void> {
  using place = newFile();
  writeFileSync(place.path, file);
  writeFileSync(`${place.path}-wal`, wal);
  await using database = Database.open(place.path, migrations, undefined, writeAtOnce);
  await using log = new SqliteLog(database);
  assert.equal(database.get('pragma integrity_check', [])?.integrity_check, 'ok', what);
  const found: number[] = [];
  for (const key of logs) {
    const entries = await log.read(key, 0, 100_000);
    for (const [index, { position, number, clientId }] of entries.entries()) {
      assert.deepEqual([position, number, clientId], [index + 1, index + 1, `key-${index + 1}`], what);
    }
    found.push(entries.length);
  }
  const isAllOrNothing = [heads, goal].some((each) => each.every((head, index) => head === found[index]));
  assert.ok(
    isAllOrNothing,
    `${what}: ${found} entries, where ${heads} were acknowledged and ${goal} under way`,
  );
}
