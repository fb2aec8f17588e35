import assert from 'node:assert/strict';
import { test } from 'node:test';
import { references, target } from './documents/document-checks.test-support.ts';
import { errorCodes, errorRule } from './errors.ts';
import { openApiDocument } from './openapi.ts';
import { errorsOf } from './operation-errors.ts';
import { operationIds, operationOf } from './operation-table.ts';

const document = openApiDocument({ serverUrl: 'http://127.0.0.1:8080', version: '1.2.3' });
const shown = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);

test('API5 the document has every operation once, where the table has it', () => {
  assert.deepEqual(shown.map(({ operation }) => operation.operationId).toSorted(), operationIds.toSorted());
  for (const { path, method, operation } of shown) {
    const id = operationIds.find((each) => each === operation.operationId);
    assert.ok(id !== undefined);
    assert.equal(method.toUpperCase(), operationOf(id).method);
    assert.equal(path, operationOf(id).path.replaceAll(/:(\w+)/g, '{$1}'));
    assert.ok(document.tags.some(({ name }) => name === operation.tags[0]));
  }
});

test('API5 every reference resolves and the document is plain JSON', () => {
  const all = [...references(document)];
  assert.ok(all.length > 300);
  for (const [place, ref] of all) assert.ok(target(document, ref) !== undefined, `${place} → ${ref}`);
  assert.deepEqual(JSON.parse(JSON.stringify(document)), document);
  assert.doesNotMatch(JSON.stringify(document), /unnamed\d|"\$schema"|"\$id"/);
});

test('API5 things that have a name are referred to, not repeated', () => {
  const get = (path: string, method: string) => document.paths[path]?.[method]?.responses['200'];
  for (const [path, name] of [
    ['/apps/{token}', 'App'],
    ['/chats/{number}', 'Chat'],
    ['/users/{username}', 'Profile'],
    ['/chats/{chat}/messages/{number}', 'Message'],
  ] as const) {
    const response = get(path, 'get');
    assert.ok(response !== undefined && 'content' in response);
    assert.deepEqual(response.content?.['application/json']?.schema, {
      $ref: `#/components/schemas/${name}`,
    });
  }
  assert.match(
    JSON.stringify(document.components.schemas.Chat),
    /"marks":\{"\$ref":"#\/components\/schemas\/Marks"\}/,
  );
});

test('API5 paths and parameters agree', () => {
  for (const { path, operation } of shown) {
    const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
    assert.ok(
      inPath.every(({ required }) => required),
      operation.operationId,
    );
    const braces = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    assert.deepEqual(inPath.map(({ name }) => name).toSorted(), braces.toSorted());
    for (const parameter of operation.parameters) {
      assert.ok(Object.keys(parameter.schema).length > 0, `${operation.operationId} ${parameter.name}`);
      assert.match(parameter.description ?? '', /^[A-Z].*\.$/, `${operation.operationId} ${parameter.name}`);
      assert.ok(parameter.in === 'path' || parameter.schema.default === undefined || !parameter.required);
    }
  }
});

test('API4 the document shows every error an operation may answer, under its status', () => {
  for (const { operation } of shown) {
    const id = operationIds.find((each) => each === operation.operationId);
    assert.ok(id !== undefined);
    const documented = Object.entries(operation.responses).flatMap(([status, response]) => {
      if (!('$ref' in response)) return [];
      const resolved = document.components.responses[response.$ref.split('/').at(-1) ?? ''];
      const codes = resolved?.['x-error-codes'] ?? [];
      for (const code of codes) assert.equal(String(errorRule(code).status), status);
      return codes;
    });
    assert.deepEqual(documented.toSorted(), errorsOf(operationOf(id)).toSorted(), id);
  }
  assert.deepEqual(Object.keys(document.components.examples).toSorted(), errorCodes.toSorted());
});

test('API5 what a call needs is said by a scheme that exists', () => {
  for (const { operation } of shown) {
    const schemes = operation.security.flatMap((requirement) => Object.keys(requirement));
    for (const scheme of schemes) assert.ok(scheme in document.components.securitySchemes);
    assert.equal(schemes.includes('bearer'), operation['x-credential'] === 'session', operation.operationId);
  }
});

test('API6 every operation has a command with its method, its body and the address of this server', () => {
  for (const { method, operation } of shown) {
    const source = operation['x-codeSamples'][0]?.source ?? '';
    assert.match(source, /^curl .*"http:\/\/127\.0\.0\.1:8080\/api\/v1\//, operation.operationId);
    if (method !== 'get') assert.ok(source.includes(`-X ${method.toUpperCase()}`));
    assert.equal(source.includes('$SESSION'), operation['x-credential'] === 'session');
    assert.equal(source.includes('/$APP'), operation['x-credential'] === 'app');
    assert.equal(/ -d '|--data-binary/.test(source), operation.requestBody !== undefined);
    assert.doesNotMatch(source, /undefined|:[a-z]+\//);
  }
});
