import type { KeyValueStorage } from '@parley/client/storage/key-value-storage.ts';
import type { Timeline } from './timeline.ts';

const usualMs = 3;

/** What a device's programs leave behind, by key, as JSON. */
export type DeviceDisk = Map<string, string>;

export interface StorageLife extends KeyValueStorage {
  /** The program dies: what it had not been told is stored, is not. */
  crash(): void;
}

/** One life's way to the device's disk: each operation takes its time, one after the other. */
export function openStorage(timeline: Timeline, name: string, disk: DeviceDisk): StorageLife {
  const waiting = new Set<() => void>();
  let lastDue = 0;
  let crashed = false;

  function queue<T>(operation: string, run: () => T): Promise<T> {
    if (crashed) return new Promise(() => undefined);
    lastDue = Math.max(lastDue, timeline.nowMs + timeline.latency(usualMs));
    return new Promise((resolve) => {
      const cancel = timeline.at(lastDue, `${name} storage ${operation}`, () => {
        waiting.delete(cancel);
        resolve(run());
      });
      waiting.add(cancel);
    });
  }

  return {
    get: (key) => queue(`get ${key}`, () => parsed(disk.get(key))),
    list: (prefix) =>
      queue(`list ${prefix}`, () =>
        [...disk]
          .filter(([key]) => key.startsWith(prefix))
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, text]) => [key, parsed(text)] as const),
      ),
    set(key, value) {
      const text = JSON.stringify(value);
      return queue(`set ${key}`, () => void disk.set(key, text));
    },
    delete: (key) => queue(`delete ${key}`, () => void disk.delete(key)),
    clear: () => queue('clear', () => disk.clear()),
    crash() {
      crashed = true;
      for (const cancel of waiting) cancel();
    },
  };
}

function parsed(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}
