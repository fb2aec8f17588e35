import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { tagDescriptions } from './documents/api-description.ts';
import { type JsonSchema, schemaBook } from './documents/json-schema.ts';
import { errorCodes } from './errors.ts';
import { errorsOf } from './operation-errors.ts';
import { operationIds, operationOf } from './operation-table.ts';

const operations = operationIds.map((id) => [id, operationOf(id)] as const);

function fieldsOf(schema: z.ZodType | undefined): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

test('API1 no two operations share a method and a path', () => {
  const seen = new Map<string, string>();
  for (const [id, { method, path }] of operations) {
    const address = `${method} ${path.replaceAll(/:\w+/g, ':')}`;
    assert.equal(seen.get(address), undefined, `${id} and ${seen.get(address)} are both ${address}`);
    seen.set(address, id);
  }
});

test("API1 a path's parameters are those its schema checks", () => {
  for (const [id, { path, params }] of operations) {
    const named = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    assert.deepEqual(fieldsOf(params).toSorted(), named.toSorted(), id);
    assert.match(path, /^(\/(:?[a-z]+(-[a-z]+)*))+$/, id);
  }
});

test('API1 the status fits the answer, the method fits the body', () => {
  for (const [id, { method, status, answer, body, tag, summary }] of operations) {
    assert.equal(answer === undefined, status === 204 || status === 202, id);
    if (method === 'GET') assert.equal(body, undefined, id);
    if (status === 201) assert.equal(method, 'POST', id);
    assert.ok(tag in tagDescriptions, `${id}: ${tag}`);
    assert.match(summary, /^[A-Z].*[^.]$/, id);
  }
});

test("API1 an app's credential is the token in its path", () => {
  for (const [id, { credential, path }] of operations) {
    assert.equal(credential === 'app', path.startsWith('/apps/:token'), id);
  }
});

test('API2 every list takes a limit and says where it goes on', () => {
  for (const [id, { answer, query }] of operations) {
    if (!(answer instanceof z.ZodObject) || !('items' in answer.shape)) continue;
    const taken = fieldsOf(query);
    assert.ok(taken.includes('limit'), id);
    if (taken.includes('page')) continue;
    assert.ok(taken.includes('cursor') && 'next_cursor' in answer.shape, id);
  }
});

test('API3 every object is closed and its names are snake_case', () => {
  const parts = operations.flatMap(([, { params, query, body, answer }]) => [params, query, body, answer]);
  const schemas = parts.filter((part) => part !== undefined && part !== 'picture');
  const book = schemaBook(schemas);
  for (const schema of [...Object.values(book.components), ...schemas.map(book.of)]) walk(schema);
});

function walk(schema: JsonSchema): void {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    assert.match(name, /^[a-z]+(_[a-z]+)*$/);
    assert.equal(schema.additionalProperties, false, `the object of ${name}`);
    walk(field);
  }
  for (const part of [schema.items, ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) if (part) walk(part);
}

test('API4 an operation answers its own errors and those its kind can always answer', () => {
  for (const [id, operation] of operations) {
    const codes = errorsOf(operation);
    assert.equal(new Set(codes).size, codes.length, id);
    for (const code of operation.errors) assert.ok(codes.includes(code), `${id} ${code}`);
    for (const code of ['unknown_field', 'rate_limited', 'internal', 'unavailable'] as const) {
      assert.ok(codes.includes(code), `${id} ${code}`);
    }
    assert.equal(codes.includes('session_expired'), operation.credential === 'session', id);
    const readsJson = operation.method !== 'GET' && operation.body !== 'picture';
    assert.equal(codes.includes('malformed_json'), readsJson, id);
    if (operation.params !== undefined && operation.credential === 'app')
      assert.ok(codes.includes('not_found'), id);
  }
});

test('API4 every error of HTTP is answered by some operation', () => {
  const elsewhere = new Set(['method_not_allowed', 'stale_epoch']);
  const answered = new Set(operations.flatMap(([, operation]) => errorsOf(operation)));
  for (const code of errorCodes) assert.equal(answered.has(code), !elsewhere.has(code), code);
});
