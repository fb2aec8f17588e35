import type { Archive } from '../../log/archive.ts';
import type { Log, StoredEntry } from '../../log/log.ts';
import { appLog, chatLog, type LogKey } from '../../log/log-key.ts';
import type { Statement } from '../../sql/statement.ts';
import type { AppStore } from '../../store/app-store.ts';
import { derive } from '../../store/projection.ts';
import type { RebuildStore } from '../../store/rebuild-store.ts';
import { countStatements } from '../../store/tailer-store.ts';
import type { Clock } from '../../telemetry/clock.ts';
import { CountSum } from './count.ts';
import { checkpointName } from './progress.ts';
import { storeProjector } from './projected-read-model.ts';

export interface RebuildParts {
  readonly store: { readonly apps: AppStore; readonly rebuild: RebuildStore };
  readonly archive: Pick<Archive, 'read'>;
  readonly log: Pick<Log, 'end'>;
  readonly clock: Clock;
  /** Called after each chat. */
  readonly onProgress: (progress: RebuildProgress) => void;
}

export interface RebuildProgress {
  readonly chats: number;
  readonly entries: number;
  readonly entriesPerSecond: number;
  /** Of the chats of all apps, 0 to 1. */
  readonly share: number;
}

const appsAtOnce = 100;
const entriesAtOnce = 1000;
/** A chat to which more comes each time is busier than anything: then somebody should know. */
const attempts = 50;

/**
 * Derives everything again from the entries in the archive, chat by chat, while nodes run (REB1). What was ended goes
 * on where it was; aborted, it ends after the chat that it is at (REB3).
 */
export class Rebuild {
  readonly #parts: RebuildParts;
  #chats = 0;
  #entries = 0;
  #share = 0;

  constructor(parts: RebuildParts) {
    this.#parts = parts;
  }

  /** Whether it came to its end. */
  async run(signal: AbortSignal): Promise<boolean> {
    const { apps, rebuild } = this.#parts.store;
    const all: { readonly id: number; readonly chatsCount: number }[] = [];
    for (let page = await apps.page(0, appsAtOnce); page.length > 0; ) {
      all.push(...page);
      page = await apps.page(page.at(-1)?.id ?? 0, appsAtOnce);
    }
    const total = all.reduce((sum, { chatsCount }) => sum + chatsCount, 0);
    const began = this.#parts.clock.monotonic();
    for (const { id } of all) {
      for await (const entries of this.#chatsOf(id)) {
        this.#chats += 1;
        this.#entries += entries;
        this.#share = Math.min(1, this.#chats / Math.max(1, total));
        this.#parts.onProgress(this.#progress(began));
        if (signal.aborted) return false;
      }
    }
    for (const { id } of all) await rebuild.forget(nameOf(id));
    return true;
  }

  #progress(began: number): RebuildProgress {
    const seconds = (this.#parts.clock.monotonic() - began) / 1000;
    const entriesPerSecond = seconds > 0 ? this.#entries / seconds : 0;
    return { chats: this.#chats, entries: this.#entries, entriesPerSecond, share: this.#share };
  }

  /** Rebuilds the chats of an app one by one; the number of entries of each. */
  async *#chatsOf(app: number): AsyncGenerator<number> {
    const { archive, store } = this.#parts;
    let done = await store.rebuild.checkpoint(nameOf(app));
    // Those that were done before count as well.
    this.#chats += done;
    for (;;) {
      const creations = await archive.read(appLog(app), done, entriesAtOnce);
      for (const creation of creations) {
        yield await this.#rebuildChat(app, creation);
        done = creation.position;
      }
      if (creations.length === 0) return;
    }
  }

  async #rebuildChat(app: number, creation: StoredEntry): Promise<number> {
    const { rebuild } = this.#parts.store;
    const log = chatLog(app, creation.number);
    const checkpoint = { name: nameOf(app), seq: creation.position };
    const { tail } = await this.#parts.log.end(log);
    const projector = checkpointName(storeProjector, tail);
    const chat = new ChatRows(creation);
    for (let attempt = 0; attempt < attempts; attempt++) {
      await this.#readOn(log, chat);
      const marks = await rebuild.marks(log);
      const { position } = chat;
      const rows = { log, projector, position, marks, statements: chat.statements(), checkpoint };
      if (await rebuild.replace(rows)) return position;
    }
    throw new Error(`chat ${log} changes faster than it can be rebuilt; run it again when it is quieter`);
  }

  async #readOn(log: LogKey, chat: ChatRows): Promise<void> {
    for (;;) {
      const entries = await this.#parts.archive.read(log, chat.position, entriesAtOnce);
      if (entries.length === 0) return;
      chat.add(entries);
    }
  }
}

/** What follows from a chat's entries so far. */
class ChatRows {
  readonly #derived: Statement[];
  readonly #sum = new CountSum();
  position = 0;

  constructor(creation: StoredEntry) {
    this.#derived = [...derive(creation)];
  }

  add(entries: readonly StoredEntry[]): void {
    for (const entry of entries) this.#derived.push(...derive(entry));
    this.#sum.add(entries);
    this.position = entries.at(-1)?.position ?? this.position;
  }

  statements(): Statement[] {
    return [...this.#derived, ...countStatements(this.#sum.counts())];
  }
}

function nameOf(app: number): string {
  return `rebuild.${app}`;
}
