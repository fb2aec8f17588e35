import assert from 'node:assert/strict';
import { isNumbered } from '../entry-kind.ts';
import { type Log, placeBehind, type StoredEntry } from '../log.ts';
import { appendTo, said } from '../log-appends.test-support.ts';
import type { LogKey } from '../log-key.ts';

/** Writers that go on through every failure as clients do: they repeat what was not answered, under the same key. */
export class SteadyWriters {
  readonly acknowledged = new Map<string, { readonly log: LogKey; readonly position: number }>();
  failures = 0;
  #isOver = false;
  readonly #writers: Promise<void>[];
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  constructor(nodes: readonly Log[], logs: readonly LogKey[]) {
    this.#writers = nodes.flatMap((node, index) =>
      logs.map((log) => this.#write(node, log, `${index}.${log}`)),
    );
  }

  /** Resolves when so many more were acknowledged than now. */
  more(count: number): Promise<void> {
    const goal = this.acknowledged.size + count;
    return new Promise((resolve) => this.#waiting.push({ count: goal, resolve }));
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#writers);
  }

  async #write(node: Log, log: LogKey, name: string): Promise<void> {
    for (let each = 0; !this.#isOver; each++) {
      const clientId = `${name}.${each}`;
      for (;;) {
        const position = await this.#attempt(node, log, clientId).catch(() => undefined);
        if (position === undefined) {
          this.failures += 1;
          continue;
        }
        this.acknowledged.set(clientId, { log, position });
        break;
      }
      this.#waiting = this.#waiting.filter(({ count, resolve }) => {
        if (this.acknowledged.size >= count) resolve();
        return this.acknowledged.size < count;
      });
    }
  }

  /** Position of the entry of this key; undefined: whether it is there is open. */
  async #attempt(node: Log, log: LogKey, clientId: string): Promise<number | undefined> {
    const head = await node.head(log);
    const before = await node.findRetry({ log, author: 3, clientId });
    if (before !== undefined) return before.position;
    const drafts = [said(clientId, { clientId })];
    const outcome = await appendTo(node, log, head, drafts);
    return outcome.kind === 'appended' ? placeBehind(log, head, drafts)[0]?.position : undefined;
  }
}

/** Everything acknowledged is there once, under its position, and there is no hole. */
export async function assertKept(log: Log, writers: SteadyWriters, logs: readonly LogKey[]): Promise<void> {
  const entries = new Map<string, StoredEntry>();
  for (const key of logs) {
    const all = await log.read(key, 0, 1_000_000);
    let number = 0;
    for (const [index, entry] of all.entries()) {
      if (isNumbered(entry.kind)) number += 1;
      assert.deepEqual([entry.position, entry.number], [index + 1, number]);
      assert.ok(!entries.has(entry.clientId ?? ''), `${entry.clientId} is there twice`);
      entries.set(entry.clientId ?? '', entry);
    }
  }
  for (const [clientId, { log: key, position }] of writers.acknowledged) {
    const entry = entries.get(clientId);
    assert.deepEqual([entry?.log, entry?.position], [key, position], clientId);
  }
}
