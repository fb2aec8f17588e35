/**
 * Where a client keeps what must survive its end: waiting messages, cached chats with their cursors, the session.
 * Values are plain JSON. When `set` or `delete` resolved, the change survives the process; each replaces a whole
 * value, so a reader never sees half of one. One program uses it for one account at a time.
 */
export interface KeyValueStorage {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  /** All pairs whose key starts with the prefix, in the order of their keys. */
  list(prefix: string): Promise<readonly (readonly [key: string, value: unknown])[]>;
  clear(): Promise<void>;
}
