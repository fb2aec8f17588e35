import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elasticsearchSettings } from './elasticsearch.ts';
import { parseConfig } from './parse-config.ts';
import { printedFile, printedOptions } from './print.ts';
import { problemLine } from './problem.ts';

type Environment = Record<string, string>;

const url = 'PARLEY_ELASTICSEARCH_URL';

function parse(environment: Environment) {
  const others = { PARLEY_NATS_URL: 'nats://n:4222', PARLEY_MYSQL_URL: 'mysql://u:p@db/parley' };
  const searched = { [url]: 'http://es:9200', ...environment };
  return parseConfig({ environment: { ...others, ...searched }, readFile: () => '', isTerminal: false });
}

function settings(environment: Environment) {
  const parsed = parse(environment);
  assert.ok(parsed.ok && parsed.config.engines.profile === 'cluster');
  const shown = JSON.stringify(printedOptions(parsed.values, parsed.origins)) + printedFile(parsed.values);
  return { shown, ...elasticsearchSettings(parsed.config.engines.elasticsearchUrl, parsed.config) };
}

function problem(environment: Environment): string {
  const parsed = parse(environment);
  assert.ok(!parsed.ok);
  const told = parsed.problems.map(problemLine).join();
  assert.doesNotMatch(told, /hunter2/);
  return told;
}

test('CFG10 the search engine has one address or several, each with its credentials, which are not shown', () => {
  const { shown, ...plain } = settings({});
  assert.deepEqual(plain, { urls: ['http://es:9200'], shards: 6, shardsPerApp: 5, replicas: 1 });
  const several = settings({ [url]: 'https://me:hunter%2C2@one:9200/, https://me:hunter%2C2@two:9200/sub/' });
  assert.deepEqual(several.urls, ['https://me:hunter%2C2@one:9200', 'https://me:hunter%2C2@two:9200/sub']);
  assert.doesNotMatch(several.shown, /hunter/);
});

test('CFG10 CFG4 what is wrong with an address is said without repeating it', () => {
  assert.match(
    problem({ [url]: 'http://a:9200,hunter2' }),
    /has at place 2 what is not an address; give an address/,
  );
  assert.match(
    problem({ [url]: 'nats://hunter2@a' }),
    /is not such an address; give an address that starts with http/,
  );
  assert.match(
    problem({ [url]: 'http://me:hunter2@a,http://b' }),
    /has credentials in 1 of 2 addresses; give them in each/,
  );
  assert.match(problem({ [url]: 'http://hunter2@a' }), /has a user or a password alone; give both/);
  assert.match(
    problem({ [url]: 'http://me:hunter2%@a' }),
    /has a % in its credentials that encodes nothing; write it as %25/,
  );
  assert.match(problem({ [url]: 'http://me:hunter2@a/?pretty' }), /has \? or # in it; give addresses alone/);
});

test('CFG10 a search index has more shards than one app spreads over, or each app is on one', () => {
  const shards = 'PARLEY_ELASTICSEARCH_SHARDS';
  const told = problem({ [shards]: '3' });
  assert.match(told, /SHARDS_PER_APP is 5, which is not fewer than the 3 shards there are; give fewer, or 1/);
  assert.equal(settings({ [shards]: '1', [`${shards}_PER_APP`]: '1' }).shards, 1);
});
