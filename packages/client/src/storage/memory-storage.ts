import type { KeyValueStorage } from './key-value-storage.ts';

/** Keeps nothing beyond the process; values are copied so that nobody changes them behind its back. */
export function memoryStorage(): KeyValueStorage {
  const values = new Map<string, string>();
  return {
    async get(key) {
      const text = values.get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    async set(key, value) {
      values.set(key, JSON.stringify(value));
    },
    async delete(key) {
      values.delete(key);
    },
    async list(prefix) {
      const keys = [...values.keys()].filter((key) => key.startsWith(prefix)).sort();
      return keys.map((key) => [key, JSON.parse(values.get(key) ?? 'null')] as const);
    },
    async clear() {
      values.clear();
    },
  };
}
