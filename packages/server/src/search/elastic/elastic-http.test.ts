import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../../telemetry/clock.ts';
import { errorOf } from './elastic-error.ts';
import { ElasticHttp } from './elastic-http.ts';

const settings = { name: 'x', shards: 1, shardsPerApp: 1, replicas: 0, timeoutMs: 1000, clock: systemClock };

test('SEARCH14 an address with credentials is refused without repeating them', () => {
  const open = () => new ElasticHttp({ ...settings, url: 'https://elastic:hunter2@search.example:9200' });
  assert.throws(
    open,
    /the address https:\/\/search\.example:9200 of the search engine has credentials in it/,
  );
});

test('SEARCH14 what the engine quotes of a text stays out of the error; of anything else it is told', () => {
  const text = JSON.stringify({ error: { type: 'parsing_exception', reason: 'preview: a secret' } });
  assert.equal(errorOf('it', { status: 400, text }, true).message, 'it answers 400 (parsing_exception)');
  assert.match(errorOf('it', { status: 400, text }, false).message, /parsing_exception: preview: a secret/);
  const busy = errorOf('it', { status: 429, text: '<html>' }, false);
  assert.equal(busy.message, 'it answers 429; it has more to do than it can');
});
