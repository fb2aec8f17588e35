import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '@parley/testkit/seeded.ts';
import { upFrame } from './frames.ts';
import { plainSend } from './plain-send.ts';
import { validate } from './validate.ts';

const plain = { type: 'send', ref: 'r1', chat: 7, client_id: 'c-1', content: 'Hello' };

/** Values that each field may take, most of them at or over a bound. */
const values: Readonly<Record<string, readonly unknown[]>> = {
  type: ['send', 'Send', 'ping', 'typing', null, 1],
  ref: ['r', 'é'.repeat(64), 'r'.repeat(64), 'r'.repeat(65), '\ud800', '', 1, null],
  chat: [1, 4_294_967_295, 4_294_967_296, 0, -1, 1.5, -0, 1e300, Number.NaN, '7', null],
  client_id: ['c', '~'.repeat(64), '!'.repeat(65), 'a b', 'é', 'c\n', '', 3, null],
  content: [
    'x',
    '  a',
    ' ',
    '\u2800\u200b',
    '',
    '\ud83d',
    '👍',
    'a\0b',
    '\0',
    5,
    null,
    ['x'],
    'y'.repeat(20_000),
  ],
  reply_to: [1, 0],
  sticker: ['cat'],
  mentions: [[], ['bob']],
  other: [1],
  ['__proto__']: [{ type: 'send' }, null],
};

/** Says of a value what the general check says, or leaves it to that. */
function agrees(value: object): boolean {
  const frame = plainSend(value);
  if (frame === undefined) return false;
  assert.deepEqual(validate(upFrame, value), { ok: true, value: frame }, JSON.stringify(value));
  return true;
}

test('INPUT1 the short way takes a plain send', () => {
  assert.equal(agrees(plain), true);
});

test('INPUT1 the short way takes no frame that the general check refuses or changes', (t) => {
  const chance = seeded(t);
  const names = Object.keys(values);
  let taken = 0;
  for (let round = 0; round < 20_000; round++) {
    const fields = new Map<string, unknown>(Object.entries(plain));
    for (let change = chance.below(3); change >= 0; change--) {
      const name = chance.pick(names);
      if (chance.oneIn(6)) fields.delete(name);
      else fields.set(name, chance.pick(values[name] ?? []));
    }
    const text = [...fields]
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .join();
    if (agrees(JSON.parse(`{${text}}`))) taken += 1;
  }
  assert.ok(taken > 1000, `${taken} taken`);
});

test('INPUT1 the short way takes every plain send that the general check takes', () => {
  for (const [name, each] of Object.entries(values)) {
    if (!Object.hasOwn(plain, name)) continue;
    for (const value of each) {
      const frame = { ...plain, [name]: value };
      const isTaken = validate(upFrame, frame).ok && frame.type === 'send';
      assert.equal(agrees(frame), isTaken, JSON.stringify(frame).slice(0, 200));
    }
  }
});
