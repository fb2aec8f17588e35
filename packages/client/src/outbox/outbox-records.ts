import type { KeyValueStorage } from '../storage/key-value-storage.ts';
import type { MessageDraft, PendingMessage } from './pending-message.ts';

interface OutboxRecord {
  readonly at: string;
  readonly draft: MessageDraft;
  readonly error?: PendingMessage['error'];
}

const prefix = 'outbox/';

/** Waiting messages in storage: a record each, whose keys sort as the messages were written. */
export class OutboxRecords {
  readonly #storage: KeyValueStorage;

  constructor(storage: KeyValueStorage) {
    this.#storage = storage;
  }

  save(chat: number, { clientId, at, draft, error }: PendingMessage): Promise<void> {
    const record: OutboxRecord = error === undefined ? { at, draft } : { at, draft, error };
    return this.#storage.set(`${prefix}${chat}/${clientId}`, record);
  }

  remove(chat: number, clientId: string): Promise<void> {
    return this.#storage.delete(`${prefix}${chat}/${clientId}`);
  }

  /** What waited when the program ended, by chat, each in its order. */
  async restore(): Promise<ReadonlyMap<number, readonly PendingMessage[]>> {
    const byChat = new Map<number, PendingMessage[]>();
    for (const [key, value] of await this.#storage.list(prefix)) {
      const [chat, clientId] = key.slice(prefix.length).split('/');
      const { at, draft, error } = value as OutboxRecord;
      const base = { clientId: clientId ?? '', at, draft };
      const pending: PendingMessage =
        error === undefined ? { ...base, status: 'queued' } : { ...base, status: 'failed', error };
      byChat.set(Number(chat), [...(byChat.get(Number(chat)) ?? []), pending]);
    }
    return byChat;
  }
}
