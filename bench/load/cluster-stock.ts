import { openNats } from '@parley/server/nats/connect-nats.ts';
import { fields } from '@parley/server/search/elastic/layout.ts';
import { openMysqlDriver } from '@parley/server/store/mysql/mysql-driver.ts';

export type ClusterSettings = Readonly<Record<string, string>>;

/** What the engines of one cluster hold. */
export interface ClusterStock extends AsyncDisposable {
  /** Messages that each chat in the store has, by the chat's number. */
  heads(): Promise<ReadonlyMap<number, number>>;
  /** Messages that chats in the store have. */
  stored(): Promise<number>;
  /** Messages that a search can find. */
  indexed(): Promise<number>;
  bytes(): Promise<StockBytes>;
  /** Ends what the search engine still does with the index, which would go on beside what is measured next. */
  dropIndex(): Promise<void>;
}

export interface StockBytes {
  /** Of the streams, one copy. */
  readonly log: number;
  /** Of the tables with their indexes. */
  readonly store: number;
  /** Of the search index, one copy, once its parts are merged. */
  readonly index: number;
}

/** Looks at the engines themselves, past the nodes. */
export async function openClusterStock(settings: ClusterSettings): Promise<ClusterStock> {
  const { PARLEY_MYSQL_URL: mysql = '', PARLEY_CLUSTER_NAME: name = '' } = settings;
  const { PARLEY_NATS_URL: nats = '', PARLEY_ELASTICSEARCH_URL: search = '' } = settings;
  const driver = await openMysqlDriver({ url: mysql, connections: 1 });
  const numberFrom = async (sql: string, ...values: string[]) =>
    Number((await driver.readOne(sql, values))?.value ?? 0);
  const index = `${search}/${name}-v*`;
  return {
    heads: async () => {
      const rows = await driver.read('select number, messages_count from chat', []);
      return new Map(rows.map((row) => [Number(row.number), Number(row.messages_count)]));
    },
    stored: () => numberFrom('select sum(messages_count) as value from chat'),
    indexed: () => countDocuments(index),
    bytes: async () => ({
      log: await streamBytes(nats, `${name}-log-`, Number(settings.PARLEY_PARTITIONS)),
      store: await tableBytes(mysql, numberFrom),
      index: await indexBytes(index),
    }),
    dropIndex: () => dropAll(index),
    [Symbol.asyncDispose]: () => driver[Symbol.asyncDispose](),
  };
}

async function countDocuments(index: string): Promise<number> {
  const query = { query: { exists: { field: fields.seq } } };
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(query);
  const answer = await fetch(`${index}/_count`, { method: 'POST', headers, body });
  return ((await answer.json()) as { readonly count: number }).count;
}

/** By their names: engines may refuse to delete by a pattern. */
async function dropAll(index: string): Promise<void> {
  const names = Object.keys((await (await fetch(index)).json()) as object);
  const { origin } = new URL(index);
  for (const name of names) await (await fetch(`${origin}/${name}`, { method: 'DELETE' })).arrayBuffer();
}

/** Of each segment, and not of the whole: that the engine counts every ten seconds only. */
async function indexBytes(index: string): Promise<number> {
  for (const step of ['_forcemerge?max_num_segments=1', '_flush', '_refresh']) {
    await (await fetch(`${index}/${step}`, { method: 'POST' })).arrayBuffer();
  }
  const { origin, pathname } = new URL(index);
  const answer = await fetch(`${origin}/_cat/segments${pathname}?format=json&bytes=b&h=size`);
  const segments = (await answer.json()) as readonly { readonly size: string }[];
  return segments.reduce((sum, { size }) => sum + Number(size), 0);
}

async function streamBytes(url: string, prefix: string, partitions: number): Promise<number> {
  const connection = await openNats(url, 'bench');
  let bytes = 0;
  for (let partition = 0; partition < partitions; partition++) {
    const answer = await connection.request(`$JS.API.STREAM.INFO.${prefix}${partition}`);
    bytes += answer.json<{ readonly state: { readonly bytes: number } }>().state.bytes;
  }
  await connection.close();
  return bytes;
}

/** The engine's own figures of its tables, counted anew. */
async function tableBytes(
  url: string,
  numberFrom: (sql: string, ...values: string[]) => Promise<number>,
): Promise<number> {
  const database = new URL(url).pathname.slice(1);
  await numberFrom(`analyze table entry, message, chat`);
  const size = 'sum(data_length + index_length)';
  return numberFrom(
    `select ${size} as value from information_schema.tables where table_schema = ?1`,
    database,
  );
}
