import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { seeded } from '@parley/testkit/seeded.ts';
import { whatIsMissing } from '../peers/ejabberd/debian.ts';
import { seedEjabberd, startEjabberd } from '../peers/ejabberd/ejabberd.ts';
import { runPairs } from './pair-load.ts';
import type { PairsPlan } from './plans.ts';
import { scanPacket } from './scan-packet.ts';
import { typicalText } from './send-frames.ts';
import { StanzaReader } from './stanza-reader.ts';
import { startPeer } from './subject.ts';

const atOnce = { kind: 'pairs', window: 40, warmUpMs: 0, measureMs: 100 } as const;

function counted(number: number): string {
  return `${String(number).padStart(8, '0')} ${typicalText}`;
}

async function run(plan: PairsPlan): Promise<number> {
  const {
    sent,
    received,
    acknowledged = sent,
    misplaced,
    errors,
  } = await runPairs(plan, {
    ready: async () => {},
  });
  assert.deepEqual([errors, received, acknowledged, misplaced], [[], sent, sent, 0]);
  assert.ok(sent >= plan.pairs.length * atOnce.window);
  return sent;
}

test('BENCH5 stanzas are found again whatever the pieces in which their bytes arrive', (t) => {
  const chance = seeded(t);
  const presence = "<presence from='b1@localhost/1' to='a1@localhost'/>";
  const stanzas = Array.from({ length: 300 }, (_, index) => {
    const ids = `<stanza-id by='b1@localhost' id='${chance.below(1e9)}' xmlns='urn:xmpp:sid:0'/>`;
    const message = `<message xml:lang='en' to='b1@localhost' type='chat'>${ids}<body>${counted(index + 1)}</body></message>`;
    return chance.oneIn(5) ? presence + message : message;
  });
  const bytes = Buffer.from(stanzas.join(''));
  const found: number[] = [];
  const reader = new StanzaReader({ message: (number) => found.push(number), other: assert.fail });
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + chance.below(chance.oneIn(3) ? 10 : 5000);
    reader.read(bytes.subarray(at, at + length));
    at += length;
  }
  assert.deepEqual(
    found,
    stanzas.map((_, index) => index + 1),
  );
  assert.equal(reader.rest, '');
});

test('BENCH1 a message that XMPP refuses is not taken for one that arrived, and why a stream ended is kept', () => {
  const refused = `<message type='error'><body>${counted(1)}</body><error type='cancel'/></message>`;
  const others: string[] = [];
  const reader = new StanzaReader({ message: () => assert.fail(), other: (text) => others.push(text) });
  reader.read(Buffer.from(`${refused}<message type='chat'><active/></message><stream:error>`));
  assert.equal(others.length, 2);
  assert.match(others[0] ?? '', /<error type='cancel'/);
  assert.equal(reader.rest, '<stream:error>');
});

test('BENCH5 what Socket.IO says is told apart', () => {
  const heard: string[] = [];
  const texts = ['0{"sid":"x"}', '40{"sid":"y"}', '2', `42["message",{"id":7,"content":"${counted(12)}"}]`];
  for (const text of [...texts, '4312345[{"id":7}]', '44{"message":"no"}']) {
    scanPacket(Buffer.from(`??${text}9`), 2, 2 + text.length, {
      entry: (number) => heard.push(`entry ${number}`),
      ack: (number) => heard.push(`ack ${number}`),
      ping: () => heard.push('ping'),
      other: (said) => heard.push(said),
    });
  }
  assert.deepEqual(heard, [texts[0], texts[1], 'ping', 'entry 12', 'ack 12345', '44{"message":"no"}']);
});

test('BENCH1 BENCH5 Socket.IO delivers, acknowledges and stores each message of every pair once', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-test-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await using server = await startPeer('socketio/server', folder);
  const pairs = [1, 2, 3].map((chat) => ({ chat, sender: `${chat}.a`, receiver: `${chat}.b`, from: 0 }));
  const sent = await run({ ...atOnce, url: server.url, protocol: 'socket.io', pairs });
  await server.stop();
  using database = new DatabaseSync(join(folder, 'socketio.db'), { readOnly: true });
  const { stored } =
    database.prepare('select count(distinct content || chat) as stored from messages').get() ?? {};
  assert.equal(stored, sent);
});

test('BENCH1 BENCH5 ejabberd delivers each message of every pair once and archives it for both sides', async (t) => {
  const missing = whatIsMissing();
  if (missing !== undefined) return t.skip(missing);
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-test-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const seededFolder = join(folder, 'seeded');
  const pairs = [1, 2, 3].map((chat) => ({ chat, sender: `a${chat}`, receiver: `b${chat}`, from: 0 }));
  await seedEjabberd(
    seededFolder,
    pairs.flatMap(({ sender, receiver }) => [sender, receiver]),
  );
  await using server = await startEjabberd(seededFolder, join(folder, 'run'));
  const sent = await run({ ...atOnce, url: server.url, protocol: 'xmpp', pairs });
  assert.equal(await server.archived(), 2 * sent);
  await server.stop();
});
