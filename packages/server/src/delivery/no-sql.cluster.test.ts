import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startMariadb } from '@parley/testkit/engines/mariadb.ts';
import { startNats } from '@parley/testkit/engines/nats.ts';
import { openLoneBus } from '../bus/memory/memory-bus.ts';
import { parseConfig } from '../config/parse-config.ts';
import { entryKind } from '../log/entry-kind.ts';
import { openJetstreamLog } from '../log/jetstream/jetstream-log.ts';
import { chatLog, type LogKey } from '../log/log-key.ts';
import { openNats } from '../nats/connect-nats.ts';
import { ScanningIndex } from '../search/scanning-index.test-support.ts';
import type { Statement } from '../sql/statement.ts';
import { EntryArchive } from '../store/entry-archive.ts';
import { openMysqlDriver } from '../store/mysql/mysql-driver.ts';
import { storeOver } from '../store/open-store.ts';
import type { SqlDriver } from '../store/sql-driver.ts';
import { systemClock } from '../telemetry/clock.ts';
import { createLogger } from '../telemetry/pino-logger.ts';
import { createMetrics } from '../telemetry/prometheus-metrics.ts';
import { idleTracer } from '../telemetry/tracer.ts';
import type { Acceptance } from './acceptance.ts';
import { createDelivery, type Delivery } from './delivery.ts';
import type { Followers } from './followers/followers.ts';

/** Notes every statement before it is run. */
function watched(driver: SqlDriver, noted: string[]): SqlDriver {
  const note = (statements: readonly Statement[]) => void noted.push(...statements.map(({ sql }) => sql));
  return {
    async read(sql, values) {
      noted.push(sql);
      return driver.read(sql, values);
    },
    async readOne(sql, values) {
      noted.push(sql);
      return driver.readOne(sql, values);
    },
    async readTogether(statements) {
      note(statements);
      return driver.readTogether(statements);
    },
    async write(statements) {
      note(statements);
      return driver.write(statements);
    },
  };
}

/** Nobody projects, counts or indexes: what is left is the path of whoever sends. */
const noFollowers: Followers = {
  heard: () => undefined,
  indexed: { caughtUp: async () => undefined },
  counted: async () => undefined,
  [Symbol.asyncDispose]: async () => undefined,
};

/** A node of a cluster, and every SQL statement that it runs. */
async function openNode(natsUrl: string, mysqlUrl: string) {
  const opened = new AsyncDisposableStack();
  const parsed = parseConfig({ environment: {}, readFile: () => '', isTerminal: false });
  assert.ok(parsed.ok);
  const statements: string[] = [];
  const driver = opened.use(await openMysqlDriver({ url: mysqlUrl }));
  const sql = watched(driver, statements);
  const connection = await openNats(natsUrl, 'node');
  opened.defer(() => connection.close());
  const archive = new EntryArchive(sql);
  const log = opened.use(
    await openJetstreamLog({ connection, archive, node: 'node', partitions: 3, replicas: 1 }),
  );
  const store = storeOver(sql);
  const delivery = createDelivery({
    ...{ config: parsed.config, clock: systemClock, metrics: createMetrics('.'), tracer: idleTracer },
    ...{ log, store, index: new ScanningIndex(), followers: noFollowers, bus: openLoneBus('node') },
    logger: createLogger({ level: 'warn', format: 'json', write: () => undefined }),
  });
  opened.use(delivery);
  return { ...delivery, store, statements, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

function accepted(acceptance: Acceptance) {
  assert.equal(acceptance.kind, 'accepted');
  return acceptance.kind === 'accepted' ? acceptance.entries : [];
}

/** The number that a message is answered with which is posted again. */
async function retried({ accept, chats, messages }: Delivery, log: LogKey, text: string) {
  const state = await chats.load(log);
  assert.ok(state !== undefined);
  const draft = { kind: entryKind.message, at: 9, label: 'device', content: text, clientId: text };
  const repeated = await accept.inChat(state, () => [draft]);
  assert.ok(repeated.kind === 'repeated');
  return (await messages.postedBefore(repeated.entry))?.number;
}

test('APP5 creating chats and messages writes no SQL, and on a warm node reads none, nor does a retry need any', async (t) => {
  await using nats = await startNats();
  await using mariadb = await startMariadb();
  await using node = await openNode(nats.url, await mariadb.createDatabase());
  const made = { token: 'app', name: 'Test', secretHash: new Uint8Array(32), createdAt: 0 };
  const app = (await node.store.apps.create(made)).id;
  const data = JSON.stringify({ kind: 'open', members: [], invited: [] });
  const createChat = async (clientId: string) => {
    const draft = { kind: entryKind.chat_created, at: 1, data, clientId };
    return (
      accepted(
        await node.accept.inApp(
          app,
          () => [draft],
          () => false,
        ),
      )[0]?.number ?? 0
    );
  };
  const post = async (chat: number, text: string) => {
    const state = await node.chats.load(chatLog(app, chat));
    assert.ok(state !== undefined);
    const draft = { kind: entryKind.message, at: 1, label: 'device', content: text, clientId: text };
    return accepted(await node.accept.inChat(state, () => [draft]))[0]?.number;
  };
  const chat = await createChat('warm');
  await post(chat, 'warm');
  t.diagnostic(`while warming up: ${node.statements.length} statements`);
  node.statements.length = 0;
  for (let each = 0; each < 50; each++) assert.equal(await createChat(`chat ${each}`), each + 2);
  for (let each = 0; each < 200; each++) assert.equal(await post(chat, `message ${each}`), each + 2);
  assert.deepEqual(node.statements, []);
  await mariadb.kill();
  assert.equal(await retried(node, chatLog(app, chat), 'message 99'), 101);
});
