import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import { type DeliveryNode, joinPeople, openChat, openDelivery, say } from '@parley/testkit/delivery-node.ts';
import { searchDistributions } from '@parley/testkit/engines/search-distribution.ts';
import { type SearchNode, startSearchNode } from '@parley/testkit/engines/search-node.ts';
import { openClusterIndex, openReindexing } from '../compose-search.ts';
import { elasticsearchSettings } from '../config/elasticsearch.ts';
import { parseConfig } from '../config/parse-config.ts';
import { indexTail } from '../delivery/followers/index-tail.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { systemClock } from '../telemetry/clock.ts';
import { createLogger } from '../telemetry/pino-logger.ts';
import { createMetrics } from '../telemetry/prometheus-metrics.ts';
import { idleTracer } from '../telemetry/tracer.ts';
import { capturedOutput } from './captured-output.test-support.ts';
import { commandTable } from './command-table.ts';
import { runCommand } from './run-command.ts';

for (const distribution of searchDistributions) {
  const name = `${distribution.product} ${distribution.version}`;
  describe(name, () => {
    let engine: SearchNode | undefined;
    before(async () => {
      engine = await startSearchNode(distribution);
    });
    after(() => engine?.[Symbol.asyncDispose]());
    const url = () => engine?.url ?? '';

    test(`SEARCH19 ${name}: a new index takes the place of the old one, with all that was written meanwhile`, async () => {
      await using node = await openDelivery();
      const place = placeAt(url(), { shards: '1' });
      await using index = await openClusterIndex(partsOf(place));
      const indexed = watchReached();
      await using _work = follow(node, index, indexed.onReached);
      const chat = await talk(node, 2500);
      await indexed.until(node.log.lastSeq());

      const writer = keepTalking(node, chat, index);
      const wider = placeAt(url(), { ...place, shards: '3' });
      const { code, result, notes } = await runReindex(node, wider);
      const said = await writer.end();
      assert.equal(code, 0, notes.join());
      assert.ok(JSON.parse(result[0] ?? '').entries >= 2500, result.join());
      await indexed.until(node.log.lastSeq());
      assert.equal(await index.count({ query: 'apple', logs: [chat.state.log] }), 2500);
      assert.equal(await index.count({ query: 'plum', logs: [chat.state.log] }), said);
      assert.deepEqual(writer.missed, [], 'a search has missed messages');
      assert.deepEqual(await shardsOf(url(), place.index), ['3']);
    });

    test(`SEARCH19 ${name}: a reindexing that is stopped changes nothing, and the next one does it`, async () => {
      await using node = await openDelivery();
      const place = placeAt(url(), { shards: '1' });
      await using index = await openClusterIndex(partsOf(place));
      const { state } = await talk(node, 20);
      const stopped = await runReindex(node, place, AbortSignal.abort());
      assert.deepEqual(
        [stopped.code, stopped.notes],
        [1, ['parley: stopped; the index that served goes on']],
      );
      assert.equal(await index.count({ query: 'apple', logs: [state.log] }), 0);
      assert.equal((await shardsOf(url(), place.index)).length, 1);
      assert.equal((await runReindex(node, place)).code, 0);
      assert.equal(await index.count({ query: 'apple', logs: [state.log] }), 20);
      assert.equal(await index.checkpoint(0), node.log.lastSeq());
      assert.deepEqual(await shardsOf(url(), place.index), ['1']);
    });
  });
}

interface Place {
  readonly url: string;
  readonly index: string;
  readonly shards: string;
}

function placeAt(
  url: string,
  { index = `t-${randomUUID()}`, shards }: Partial<Place> & { shards: string },
): Place {
  return { url, index, shards };
}

function environmentOf({ url, shards }: Place) {
  return {
    PARLEY_NATS_URL: 'nats://127.0.0.1:1',
    PARLEY_MYSQL_URL: 'mysql://127.0.0.1:1/parley',
    PARLEY_ELASTICSEARCH_URL: url,
    PARLEY_ELASTICSEARCH_SHARDS: shards,
    PARLEY_ELASTICSEARCH_SHARDS_PER_APP: '1',
    PARLEY_ELASTICSEARCH_REPLICAS: '0',
  };
}

function partsOf(place: Place) {
  const parsed = parseConfig({ environment: environmentOf(place), readFile: () => '', isTerminal: false });
  assert.ok(parsed.ok && parsed.config.engines.profile === 'cluster');
  const settings = elasticsearchSettings(parsed.config.engines.elasticsearchUrl, parsed.config);
  return { name: place.index, settings, clock: systemClock };
}

async function runReindex(node: DeliveryNode, place: Place, stop = new AbortController().signal) {
  const output = capturedOutput();
  const code = await runCommand(['reindex', '--json'], commandTable, {
    sources: { environment: environmentOf(place), readFile: () => '', isTerminal: false },
    ...{ output, input: new PassThrough(), clock: systemClock, stop, version: '0.0.0' },
    openOffice: () => Promise.reject(new Error('not needed')),
    startServer: () => Promise.reject(new Error('not needed')),
    openReindexing: () => openReindexing(partsOf(place), node.log),
    rebuild: () => Promise.reject(new Error('nothing is rebuilt')),
  });
  return { code, result: output.result, notes: output.notes };
}

function follow(node: DeliveryNode, index: SearchIndex, onReached: (tail: number, seq: number) => void) {
  const logger = createLogger({ level: 'silent', format: 'json', write: () => {} });
  const parts = { log: node.log, index, clock: systemClock, logger, tracer: idleTracer, onReached };
  return indexTail(0, { ...parts, metrics: createMetrics(node.data) }).start();
}

function watchReached() {
  let reached = 0;
  let heard = Promise.withResolvers<void>();
  return {
    onReached: (_tail: number, seq: number) => {
      reached = seq;
      heard.resolve();
      heard = Promise.withResolvers();
    },
    async until(seq: number) {
      while (reached < seq) await heard.promise;
    },
  };
}

async function talk(node: DeliveryNode, messages: number) {
  const [author = 0] = await joinPeople(node, ['alice']);
  const state = await openChat(node, [author]);
  for (let each = 0; each < messages; each += 100) {
    const some = Array.from({ length: Math.min(100, messages) }, (_, at) =>
      say(node, state, author, `apple ${at}`),
    );
    await Promise.all(some);
  }
  return { author, state };
}

/** Writes and searches until it is told to end. */
function keepTalking(
  node: DeliveryNode,
  { author, state }: Awaited<ReturnType<typeof talk>>,
  index: SearchIndex,
) {
  const missed: number[] = [];
  let said = 0;
  let talking = true;
  const talked = (async () => {
    while (talking) {
      await say(node, state, author, 'plum');
      said++;
      const found = await index.count({ query: 'apple', logs: [state.log] });
      if (found !== 2500) missed.push(found);
    }
  })();
  const end = async () => {
    talking = false;
    await talked;
    return said;
  };
  return { missed, end };
}

/** How many shards each of the indexes there are has. */
async function shardsOf(url: string, name: string): Promise<string[]> {
  const response = await fetch(`${url}/${name}-*/_settings`);
  const settings = (await response.json()) as Record<
    string,
    { settings: { index: { number_of_shards: string } } }
  >;
  return Object.values(settings).map((each) => each.settings.index.number_of_shards);
}
