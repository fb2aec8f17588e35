import type { KeyValueStorage } from './key-value-storage.ts';

const table = 'values';

interface Row {
  readonly key: string;
  readonly value: unknown;
}

/** An IndexedDB database of this name; for browsers. Two tabs of one account may share it. */
export function indexedDbStorage(name: string): KeyValueStorage {
  let opening: Promise<IDBDatabase> | undefined;

  async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    opening ??= openDatabase(name);
    const transaction = (await opening).transaction(table, mode);
    const request = act(transaction.objectStore(table));
    return new Promise((resolve, reject) => {
      // Only a completed transaction is durable; the request alone succeeds earlier.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error);
    });
  }

  async function list(prefix: string) {
    // U+FFFF sorts behind every key that starts with the prefix.
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const rows: Row[] = await run('readonly', (store) => store.getAll(range));
    return rows.map((row) => [row.key, row.value] as const);
  }

  return {
    get: async (key) => (await run<Row | undefined>('readonly', (store) => store.get(key)))?.value,
    set: async (key, value) => void (await run('readwrite', (store) => store.put({ key, value }))),
    delete: (key) => run('readwrite', (store) => store.delete(key)),
    list,
    clear: () => run('readwrite', (store) => store.clear()),
  };
}

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: 'key' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
