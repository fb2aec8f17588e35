import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { outgoing, outgoingViolations, waysOut } from './architecture/outgoing-rules.ts';
import { parse, sourceFiles } from './architecture/source-file.ts';

describe('what the server connects to', () => {
  test('SEC6 nothing but the mail server and the collector of traces and, in a cluster, its engines, which the operator names', () => {
    const files = sourceFiles();
    assert.deepEqual(files.flatMap(outgoingViolations), []);
    const idle = Object.keys(outgoing).filter(
      (place) => waysOut(files.find(({ path }) => path === place) ?? parse(place, '')).length === 0,
    );
    assert.deepEqual(idle, [], 'files that connect to nothing any more');
  });

  test('this check finds what it looks for', () => {
    const found = (text: string) =>
      outgoingViolations(parse('packages/server/src/features/a.ts', text)).map(({ what }) => what);
    assert.deepEqual(found("await fetch('https://a');"), ['fetch']);
    assert.deepEqual(found('new WebSocket(url);'), ['WebSocket']);
    assert.deepEqual(found("import { connect } from 'node:net';"), ['node:net connect']);
    assert.deepEqual(found("import http from 'node:http';"), ['node:http *']);
    assert.deepEqual(found("import { createTransport } from 'nodemailer';"), ['nodemailer']);
    assert.deepEqual(found("await import('node:https');"), ['node:https']);
    assert.deepEqual(found("import type { Server } from 'node:http'; import { isIP } from 'node:net';"), []);
    assert.deepEqual(found("import { WebSocket } from 'ws'; new WebSocket(1);"), []);
  });
});
