import { Worker } from 'node:worker_threads';
import type { SourceModule } from '../document-source.ts';
import type {
  FillingIndex,
  Matches,
  MatchRequest,
  Reached,
  SearchDocument,
  SearchIndex,
  SearchScope,
} from '../search-index.ts';
import type { Call, Reply } from './call.ts';

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Opens the embedded search index: one file, one worker thread, so that neither indexing nor searching holds up
 * messages. A damaged file, or one of an older layout, is replaced by an empty index (SEARCH9).
 */
export async function openSqliteSearchIndex(path: string): Promise<SearchIndex> {
  return open(path);
}

/** As above, with a source that the thread of the index reads by itself. */
export async function openFillingSearchIndex(path: string, source: SourceModule): Promise<FillingIndex> {
  return open(path, source);
}

async function open(path: string, source?: SourceModule): Promise<SqliteSearchIndex> {
  const index = new SqliteSearchIndex(path, source);
  await index.checkpoint(0);
  return index;
}

class SqliteSearchIndex implements FillingIndex {
  readonly #worker: Worker;
  readonly #exited: Promise<void>;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;
  #stopped: Error | null = null;

  constructor(path: string, source: SourceModule | undefined) {
    const workerData = { path, source };
    this.#worker = new Worker(new URL('./search.worker.ts', import.meta.url), { workerData });
    this.#worker.on('message', (reply: Reply) => this.#settle(reply));
    this.#worker.on('error', (error) => this.#stop(error));
    this.#exited = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        this.#stop(null);
        resolve();
      });
    });
  }

  apply(documents: readonly SearchDocument[], reached: Reached): Promise<void> {
    return this.#call({ id: ++this.#calls, method: 'apply', args: [documents, reached] });
  }

  fill(entries: number): Promise<number> {
    return this.#call({ id: ++this.#calls, method: 'fill', args: [entries] });
  }

  checkpoint(tail: number): Promise<number> {
    return this.#call({ id: ++this.#calls, method: 'checkpoint', args: [tail] });
  }

  matches(request: MatchRequest): Promise<Matches> {
    return this.#call({ id: ++this.#calls, method: 'matches', args: [request] });
  }

  count(scope: SearchScope): Promise<number> {
    return this.#call({ id: ++this.#calls, method: 'count', args: [scope] });
  }

  clear(): Promise<void> {
    return this.#call({ id: ++this.#calls, method: 'clear', args: [] });
  }

  /** Answers what was asked before, then closes the file. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped ??= new Error('the search index is closed');
    this.#worker.postMessage('close');
    await this.#exited;
  }

  #call<Value>(call: Call): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (this.#stopped !== null) return reject(this.#stopped);
      this.#waiting.set(call.id, { resolve, reject });
      this.#worker.postMessage(call);
    });
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('error' in reply) waiting?.reject(reply.error);
    else waiting?.resolve(reply.value as never);
  }

  #stop(cause: unknown): void {
    this.#stopped ??= new Error('the search index stopped', { cause });
    for (const { reject } of this.#waiting.values()) reject(this.#stopped);
    this.#waiting.clear();
  }
}
