import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { OpenApiDocument } from '@parley/protocol/documents/openapi-types.ts';
import { type OperationId, operationIds, operationOf } from '@parley/protocol/operation-table.ts';
import { Cast } from '@parley/testkit/cast.ts';
import type { Asked } from '@parley/testkit/contract-client.ts';
import { validRequest } from '../../features/valid-requests.test-support.ts';

let cast: Cast;
let chat: number;
let document: OpenApiDocument;

before(async () => {
  cast = await Cast.start();
  await cast.acquaint();
  chat = await cast.group();
  document = (await (await fetch(`${cast.server.url}/api/v1/openapi.json`)).json()) as OpenApiDocument;
});
after(() => cast[Symbol.asyncDispose]());

/** The error of a right request with something changed. */
async function errorOf(id: OperationId, change: (asked: Asked) => Asked) {
  const { as, asked } = validRequest(cast, id, chat);
  const { error } = await cast.call(id, change(asked), as);
  assert.ok(error, `${id} succeeded`);
  return { code: error.code, fields: error.details?.fields?.map(({ field }) => field) };
}

const takesJson = (id: OperationId) => typeof operationOf(id).body === 'object';

test('HTTP1 the document names every operation of the contract, and no other', () => {
  const documented = Object.values(document.paths).flatMap((item) =>
    Object.values(item).map((operation) => operation.operationId),
  );
  assert.deepEqual(documented.toSorted(), [...operationIds].sort());
});

describe('HTTP1 each operation of the document is there, and refuses by name what it does not know', () => {
  for (const id of operationIds) {
    test(`HTTP2 ${id} refuses an unknown field of its query`, async () => {
      const unknown = await errorOf(id, (asked) => ({
        ...asked,
        query: { ...(asked.query as object), surprise: 1 },
      }));
      assert.deepEqual(unknown, { code: 'unknown_field', fields: ['surprise'] });
    });
  }
});

describe('HTTP2 each operation with a body refuses by name what is wrong in it', () => {
  for (const id of operationIds.filter(takesJson)) {
    test(`HTTP2 ${id} refuses an unknown field of its body`, async () => {
      const unknown = await errorOf(id, ({ body, ...asked }) => ({
        ...asked,
        body: { ...(body as object), surprise: 1 },
      }));
      assert.deepEqual(unknown, { code: 'unknown_field', fields: ['surprise'] });
    });

    test(`HTTP2 ${id} refuses a value of a wrong type in each field`, async () => {
      const { asked } = validRequest(cast, id, chat);
      for (const field of Object.keys(asked.body as object)) {
        const wrong = { ...(asked.body as object), [field]: { not: 'this' } };
        const refused = await errorOf(id, (right) => ({ ...right, body: wrong }));
        assert.equal(refused.code, 'invalid_request', field);
        assert.ok(
          refused.fields?.some((named) => named === field),
          `${field} in ${refused.fields}`,
        );
      }
    });

    test(`HTTP3 ${id} refuses what is not JSON in UTF-8, or not an object`, async () => {
      const malformed = ['{', '{"a":}', 'nonsense', '\u0000', '{"a":1}{', Uint8Array.of(0x22, 0xff, 0x22)];
      for (const body of malformed)
        assert.equal(
          (await errorOf(id, (asked) => ({ ...asked, body }))).code,
          'malformed_json',
          String(body),
        );
      for (const body of ['[]', 'null', '"text"', '7', 'true'])
        assert.equal((await errorOf(id, (asked) => ({ ...asked, body }))).code, 'invalid_request', body);
    });

    test(`HTTP5 ${id} refuses a body of another media type`, async () => {
      for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'image/png']) {
        const headers = { 'content-type': type };
        const { code } = await errorOf(id, (asked) => ({ ...asked, headers }));
        assert.equal(code, 'unsupported_media_type');
      }
    });
  }

  for (const id of operationIds.filter((each) => operationOf(each).body === undefined)) {
    if (operationOf(id).method === 'GET') continue;
    test(`HTTP2 ${id}, which takes no body, refuses fields of one`, async () => {
      const unknown = await errorOf(id, (asked) => ({ ...asked, body: { surprise: 1 } }));
      assert.deepEqual(unknown, { code: 'unknown_field', fields: ['surprise'] });
    });
  }
});

const wrongNumbers = [
  '0',
  '-1',
  '1.5',
  '1e3',
  '0x10',
  ' 1',
  '+1',
  'one',
  '4294967296',
  '9'.repeat(400),
  '१',
  '',
];

describe('HTTP2 each parameter is refused by name where it is none', () => {
  for (const id of operationIds) {
    const { path } = operationOf(id);
    for (const [, name = ''] of path.matchAll(/:(number|chat)\b/g)) {
      test(`INPUT5 ${id} refuses what is no ${name} in its path`, async () => {
        for (const value of wrongNumbers.filter((text) => text !== '')) {
          const refused = await errorOf(id, (asked) => ({
            ...asked,
            params: { ...asked.params, [name]: value },
          }));
          assert.deepEqual(refused, { code: 'invalid_request', fields: [name] }, value);
        }
      });
    }
  }

  test('INPUT5 each number of each query is refused where it is none', async () => {
    for (const id of operationIds) {
      for (const name of numbersOfQuery(id)) {
        for (const value of [...wrongNumbers.filter((text) => text !== '0'), `1&${name}=2`]) {
          const query = (asked: Asked) =>
            `${new URLSearchParams(asked.query as Record<string, string>)}&${name}=${value}`;
          const refused = await errorOf(id, (asked) => ({ ...asked, query: query(asked) }));
          assert.deepEqual(refused, { code: 'invalid_request', fields: [name] }, `${id} ${name}=${value}`);
        }
      }
    }
  });

  test('HTTP2 other parameters of paths are refused by name', async () => {
    const wrong: Readonly<Record<string, readonly string[]>> = {
      username: ['-', 'x'.repeat(33), 'a b', 'a/b', 'ä'],
      emoji: ['a', '👍👍', 'x'.repeat(200), '\u0000'],
      handle: ['!', 'x'.repeat(65)],
      code: ['short', 'x'.repeat(65)],
    };
    for (const id of operationIds) {
      for (const [, name = ''] of operationOf(id).path.matchAll(/:(\w+)/g)) {
        for (const value of wrong[name] ?? []) {
          const refused = await errorOf(id, (asked) => ({
            ...asked,
            params: { ...asked.params, [name]: value },
          }));
          assert.deepEqual(refused, { code: 'invalid_request', fields: [name] }, `${id} ${name}=${value}`);
        }
      }
    }
  });
});

function numbersOfQuery(id: OperationId): string[] {
  const { method, path } = operationOf(id);
  const template = path.replaceAll(/:(\w+)/g, '{$1}');
  const parameters = document.paths[template]?.[method.toLowerCase()]?.parameters ?? [];
  return parameters
    .filter((each) => each.in === 'query' && each.schema.type === 'integer')
    .map((each) => each.name);
}

/** Where other methods mean a thing of that name. */
const overlapping = /\/messages\/(search|autocomplete)$|\/users\/me\/avatar$/;

describe('HTTP4 an address answers to its methods', () => {
  const addresses = new Map<string, Set<string>>();
  for (const id of operationIds) {
    const { method, path } = operationOf(id);
    addresses.set(path, (addresses.get(path) ?? new Set()).add(method));
  }

  test('HTTP4 another method is answered with 405, and those there are', async () => {
    for (const [path, known] of addresses) {
      if (overlapping.test(path)) continue;
      const address = `${cast.server.url}/api/v1${path.replaceAll(/:\w+/g, '1')}`;
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        if (known.has(method)) continue;
        const response = await fetch(address, { method });
        const body = (await response.json()) as { error: { code: string } };
        assert.equal(response.status, 405, `${method} ${path}`);
        assert.equal(body.error.code, 'method_not_allowed');
        assert.deepEqual(new Set(response.headers.get('allow')?.split(', ')), known, `${method} ${path}`);
      }
    }
  });

  test('HTTP4 an address of the API that is none is answered with JSON', async () => {
    for (const path of [
      '/api/v1/nothing',
      '/api/v1',
      '/api/v1/',
      '/api/v2/instance',
      '/api/v1/instance/',
      '/api/',
      '/api/v1/chats//',
    ]) {
      const response = await fetch(cast.server.url + path);
      assert.equal(response.status, 404, path);
      assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8');
      assert.equal(((await response.json()) as { error: { code: string } }).error.code, 'not_found');
    }
  });
});
