import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventStreamReader, type StreamEvent } from './event-stream.ts';

test('CLIENT6 events are read whatever the pieces they arrive in', () => {
  const text = ': hello\n\ndata: {"a":1}\n\nevent: close\ndata: "bye"\r\n\r\ndata: one\ndata:two\n\n';
  const expected: StreamEvent[] = [
    null,
    { name: 'message', data: '{"a":1}' },
    { name: 'close', data: '"bye"' },
    { name: 'message', data: 'one\ntwo' },
  ];
  for (let size = 1; size <= text.length; size++) {
    const events: StreamEvent[] = [];
    const read = eventStreamReader((event) => events.push(event));
    for (let from = 0; from < text.length; from += size) read(text.slice(from, from + size));
    assert.deepEqual(events, expected, `in pieces of ${size}`);
  }
});
