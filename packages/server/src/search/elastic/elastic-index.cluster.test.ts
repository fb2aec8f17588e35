import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { searchDistributions } from '@parley/testkit/engines/search-distribution.ts';
import { type SearchNode, startSearchNode } from '@parley/testkit/engines/search-node.ts';
import { systemClock } from '../../telemetry/clock.ts';
import { searchIndexContract } from '../search-index.contract.ts';
import { searchTailsContract } from '../search-index-tails.contract.ts';
import { DocumentWriter } from './document-writer.ts';
import { ElasticHttp } from './elastic-http.ts';
import type { ElasticOptions } from './elastic-options.ts';
import { openReplacement } from './elastic-replacement.ts';
import { openElasticSearchIndex } from './elastic-search-index.ts';
import { Generations } from './generations.ts';

const log = 7 * 2 ** 32 + 1;
const newPlace = async () => `parley-test-${randomUUID()}`;
const document = (seq: number, text: string | null = `document ${seq}`) => ({ seq, at: seq, log, text });
const upTo = (seq: number) => ({ tail: 0, seq });
const documents = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => document(from + at));

// One after the other: two engines at once are too much for a small machine.
for (const distribution of searchDistributions) {
  const name = `${distribution.product} ${distribution.version}`;
  describe(name, () => {
    let node: SearchNode | undefined;
    before(async () => {
      node = await startSearchNode(distribution);
    });
    after(() => node?.[Symbol.asyncDispose]());

    const engine = () => {
      if (node === undefined) throw new Error('the engine has not been started');
      return node;
    };
    const options = (place: string): ElasticOptions => ({
      urls: [engine().url],
      name: place,
      shards: 3,
      shardsPerApp: 2,
      replicas: 0,
      timeoutMs: 30_000,
      clock: systemClock,
    });

    const contracted = { name, newPlace, open: (place: string) => openElasticSearchIndex(options(place)) };
    searchIndexContract(contracted);
    searchTailsContract(contracted);
    const parts = { name, engine, options };
    textContract(parts);
    crashContract(parts);
    refusalContract(parts);
    replacementContract(parts);
  });
}

interface Parts {
  readonly name: string;
  readonly engine: () => SearchNode;
  readonly options: (place: string) => ElasticOptions;
}

function textContract({ name, options }: Parts): void {
  test(`SEARCH1 ${name}: the longest query, of ligatures that become many letters, is found exactly`, async () => {
    await using index = await openElasticSearchIndex(options(await newPlace()));
    const ligatures = 'ﷺ'.repeat(200);
    await index.apply([document(1, ligatures), document(2, 'ﷺ'.repeat(199))], upTo(1));
    assert.deepEqual((await index.matches({ query: ligatures, logs: [log], limit: 9 })).seqs, [1]);
  });

  test(`SEARCH1 ${name}: control characters and all kinds of white space are characters like others`, async () => {
    await using index = await openElasticSearchIndex(options(await newPlace()));
    const units = [
      '\u0000',
      '\u001c',
      '\u001f',
      '\u007f',
      '\u0080',
      '\u0085',
      '\u180e',
      '\ue07f',
      '\ufffe',
      '\ud83d',
      '\ude00',
    ];
    await index.apply(
      units.map((unit, at) => document(at + 1, `a${unit}b ${unit}${unit}`)),
      upTo(1),
    );
    for (const [at, unit] of units.entries())
      for (const query of [unit, `a${unit}`, `${unit}b`, `a${unit}b`, `b ${unit}${unit}`, unit + unit])
        assert.deepEqual(
          (await index.matches({ query, logs: [log], limit: 99 })).seqs,
          [at + 1],
          JSON.stringify(query),
        );
  });
}

function crashContract({ name, engine, options }: Parts): void {
  test(`SEARCH13 ${name}: after a crash between documents and checkpoint the replay ends as if there had been none`, async () => {
    const place = await newPlace();
    await using index = await openElasticSearchIndex(options(place));
    await index.apply(documents(1, 50), upTo(50));
    // What a process has sent when it dies before the checkpoint: new messages, an edit, a deletion.
    const http = new ElasticHttp(options(place));
    const generation = await new Generations(http, options(place)).ensure();
    const batch = [...documents(51, 90), document(1, 'edited'), document(2, null)];
    await assert.rejects(
      new DocumentWriter(dyingAt(http, '/_doc/')).apply(generation, batch, upTo(92)),
      /died/,
    );
    assert.equal(await index.checkpoint(0), 50);

    await using next = await openElasticSearchIndex(options(place));
    assert.equal(await next.checkpoint(0), 50);
    // The replay may be cut in other batches.
    await next.apply(documents(51, 70), upTo(70));
    await next.apply([...documents(71, 90), document(1, 'edited'), document(2, null)], upTo(92));
    assert.equal(await next.count({ query: 'document', logs: [log] }), 88);
    assert.deepEqual((await next.matches({ query: 'edit', logs: [log], limit: 9 })).seqs, [1]);
    assert.equal(await next.checkpoint(0), 92);
  });

  test(`METRICS5 ${name}: requests of documents are counted, others are not`, async () => {
    let bulks = 0;
    const onBulk = () => {
      bulks += 1;
    };
    await using index = await openElasticSearchIndex({ ...options(await newPlace()), onBulk });
    await index.apply(documents(1, 50), upTo(50));
    await index.apply([], upTo(60));
    assert.equal(await index.checkpoint(0), 60);
    assert.equal(bulks, 1);
  });

  test(`SEARCH13 ${name}: what comes late does not replace what is newer`, async () => {
    await using index = await openElasticSearchIndex(options(await newPlace()));
    await index.apply([document(1, 'first'), document(2, 'first')], upTo(10));
    await index.apply([document(1, 'second'), document(2, null)], upTo(20));
    await index.apply([document(1, 'first'), document(2, 'first')], upTo(10));
    assert.equal(await index.checkpoint(0), 20);
    assert.equal(await index.count({ query: 'first', logs: [log] }), 0);
    assert.equal(await index.count({ query: 'second', logs: [log] }), 1);
  });

  test(`SEARCH7 ${name}: what was applied is there after the engine was killed; until it is back, errors say so`, async () => {
    await using index = await openElasticSearchIndex(options(await newPlace()));
    await index.apply(documents(1, 500), upTo(500));
    await engine().kill();
    await assert.rejects(
      index.count({ query: 'document', logs: [log] }),
      /127\.0\.0\.1:\d+ does not answer: ECONNREFUSED/,
    );
    await assert.rejects(index.apply(documents(501, 510), upTo(510)), /does not answer/);
    await engine().start();
    assert.equal(await index.checkpoint(0), 500);
    assert.equal(await index.count({ query: 'document', logs: [log] }), 500);
    await index.apply(documents(501, 510), upTo(510));
    assert.equal(await index.count({ query: 'document', logs: [log] }), 510);
  });
}

/** A process that dies when it is about to send such a request. */
function dyingAt(http: ElasticHttp, part: string): ElasticHttp {
  return new Proxy(http, {
    get: (target, key) => {
      if (key !== 'send') return Reflect.get(target, key).bind(target);
      return (request: { path: string }) => {
        if (request.path.includes(part)) throw new Error('died');
        return target.send(request as never);
      };
    },
  });
}

function refusalContract({ name, engine, options }: Parts): void {
  test(`SEARCH14 ${name}: a document that is refused fails the batch; the checkpoint stays, no text is told`, async () => {
    await using index = await openElasticSearchIndex(options(await newPlace()));
    await index.apply(documents(1, 3), upTo(3));
    const impossible = { seq: 5.5e300, at: 1, log, text: 'a secret' };
    await assert.rejects(index.apply([document(4), impossible], upTo(5)), (error: Error) => {
      assert.match(error.message, /refuses a document: 400 \w+_exception/);
      assert.doesNotMatch(error.message, /secret/);
      return true;
    });
    assert.equal(await index.checkpoint(0), 3);
    await index.apply([document(4)], upTo(5));
    assert.equal(await index.count({ query: 'document', logs: [log] }), 4);
  });

  test(`SEARCH14 ${name}: a batch that is too much for the engine at once is sent in smaller requests`, async () => {
    await using index = await openElasticSearchIndex(options(await newPlace()));
    const large = documents(1, 120).map(({ seq }) => document(seq, `${seq} ${'漢字'.repeat(8000)}`));
    await index.apply(large, upTo(120));
    assert.equal(await index.count({ query: '漢字', logs: [log] }), 120);
    const { rejections } = await pressureOn(engine().url);
    assert.ok(rejections > 0, 'the engine has refused nothing');
  });

  test(`SEARCH14 ${name}: an index emptied by somebody else is not written on, so that no hole stays`, async () => {
    const place = await newPlace();
    await using index = await openElasticSearchIndex(options(place));
    await index.apply(documents(1, 3), upTo(3));
    await using other = await openElasticSearchIndex(options(place));
    await other.clear();
    const goOn = () => index.apply([document(4)], { ...upTo(4), after: 3 });
    await assert.rejects(goOn(), /index_not_found_exception/);
    await assert.rejects(
      goOn(),
      /stands at 0 in tail 0, and these documents follow on 3: .*from its checkpoint/,
    );
    assert.equal(await other.checkpoint(0), 0);
  });
}

/** How often the engine has answered that it has too much to do. */
async function pressureOn(url: string): Promise<{ rejections: number }> {
  const response = await fetch(`${url}/_nodes/stats/indexing_pressure`);
  const { nodes } = (await response.json()) as {
    nodes: Record<string, { indexing_pressure: { memory: { total: Record<string, number> } } }>;
  };
  const totals = Object.values(nodes).map(({ indexing_pressure }) => indexing_pressure.memory.total);
  return { rejections: totals.reduce((sum, total) => sum + (total.coordinating_rejections ?? 0), 0) };
}

function replacementContract({ name, options }: Parts): void {
  test(`SEARCH15 ${name}: an index is replaced while it is searched and written, and no search misses anything`, async () => {
    const place = await newPlace();
    await using index = await openElasticSearchIndex(options(place));
    await index.apply(documents(1, 100), upTo(100));
    const replacement = await openReplacement({ ...options(place), shards: 2, shardsPerApp: 1 }, 1);
    assert.equal(await replacement.promote(async () => undefined), false);
    await index.apply(documents(101, 110), upTo(110));
    await replacement.apply(documents(1, 90), upTo(90));

    const counts = new Set<number>();
    let searching = true;
    const searches = (async () => {
      while (searching) counts.add(await index.count({ query: 'document', logs: [log] }));
    })();
    const catchUp = async ([serving]: readonly { seq: number }[]) => {
      assert.equal(serving?.seq, 110);
      await replacement.apply(documents(91, 110), upTo(110));
    };
    assert.equal(await replacement.promote(catchUp), true);
    searching = false;
    await searches;
    assert.deepEqual([...counts], [110]);
    await assert.rejects(index.apply(documents(111, 111), upTo(111)), /index_not_found_exception/);
    await index.apply(documents(111, 111), upTo(111));
    assert.equal(await index.count({ query: 'document', logs: [log] }), 111);
    assert.equal(await replacement.checkpoint(0), 111);
  });

  test(`SEARCH15 ${name}: two that open a new index at once make one`, async () => {
    const place = await newPlace();
    const indexes = await Promise.all(
      Array.from({ length: 4 }, () => openElasticSearchIndex(options(place))),
    );
    await indexes[0]?.apply(documents(1, 5), upTo(5));
    for (const index of indexes) {
      assert.equal(await index.count({ query: 'document', logs: [log] }), 5);
      await index[Symbol.asyncDispose]();
    }
  });
}
