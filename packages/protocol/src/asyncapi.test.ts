import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asyncApiDocument } from './asyncapi.ts';
import { references, target } from './documents/document-checks.test-support.ts';
import { downFrame, upFrame } from './frames.ts';

const document = asyncApiDocument({ serverUrl: 'https://chat.example.org', version: '1.2.3' });

test('API5 the document of the real time has every frame, up and down', () => {
  const expected = [
    ...upFrame.options.map((option) => `up_${option.shape.type.value}`),
    ...downFrame.options.map((option) => `down_${option.shape.type.value}`),
  ];
  assert.deepEqual(Object.keys(document.components.messages).toSorted(), expected.toSorted());
  const { realtime } = document.channels;
  const inChannel = target({ realtime }, '#/realtime/messages');
  assert.deepEqual(Object.keys(Object(inChannel)).toSorted(), expected.toSorted());
});

test('API5 every reference of the real-time document resolves', () => {
  const all = [...references(document)];
  assert.ok(all.length > 60);
  for (const [place, ref] of all) assert.ok(target(document, ref) !== undefined, `${place} → ${ref}`);
  assert.deepEqual(JSON.parse(JSON.stringify(document)), document);
});

test('API5 a server behind TLS is reached by TLS', () => {
  assert.deepEqual(document.servers.websocket, {
    host: 'chat.example.org',
    protocol: 'wss',
    pathname: '/api/v1',
  });
  assert.equal(document.servers.stream?.protocol, 'https');
  const local = asyncApiDocument({ serverUrl: 'http://127.0.0.1:8080/', version: '1' });
  assert.deepEqual(local.servers.websocket, { host: '127.0.0.1:8080', protocol: 'ws', pathname: '/api/v1' });
});
