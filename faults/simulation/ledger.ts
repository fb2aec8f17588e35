import assert from 'node:assert/strict';
import type { DatabaseSync } from 'node:sqlite';
import type { DownFrame, FrameOf, UpFrame } from '@parley/protocol/frames.ts';
import type { Marks } from '@parley/protocol/member.ts';
import type { Caller } from '@parley/server/features/handler.ts';
import { chatLog } from '@parley/server/log/log-key.ts';
import { openReadable } from '@parley/server/sqlite/connection.ts';

/** An entry as it stands in the log. */
export interface StoredRow {
  readonly position: number;
  readonly number: number;
  readonly kind: number;
  readonly about: number | null;
  readonly author: number | null;
  readonly client_id: string | null;
  readonly content: string | null;
}

interface Talk {
  readonly caller: Caller;
  /** What was asked to be sent, by its reference. */
  readonly sends: Map<string, { readonly chat: number; readonly clientId: string | undefined }>;
}

const columns = 'position, number, kind, about, author, client_id, content';

/**
 * What a node has promised. Each acknowledgement and each entry is compared, when the node hands it out, with what another connection
 * reads from the disk, and is remembered: it must stand there for ever, in that place (SIM2).
 */
export class Ledger {
  readonly app: number;
  readonly #disk: DatabaseSync;
  readonly #talks = new WeakMap<object, Talk>();
  /** What was told to stand at a position, by `chat:position`. */
  readonly #entries = new Map<string, string>();
  /** Keys that were acknowledged, with the number that was given. */
  readonly #acknowledged = new Map<string, { readonly chat: number; readonly number: number }>();
  /** Marks as told by this life of the node, by chat and username: of those that were not saved a crash may cost the news. */
  #marks = new Map<string, Marks>();
  /** What was wrong when it was told; the first is thrown at the end of the step. */
  readonly faults: Error[] = [];

  constructor(path: string, app: number) {
    this.app = app;
    this.#disk = openReadable(path);
  }

  get acknowledged(): ReadonlyMap<string, { readonly chat: number; readonly number: number }> {
    return this.#acknowledged;
  }

  nodeStarted(): void {
    this.#marks = new Map();
  }

  opened(link: object, caller: Caller): void {
    this.#talks.set(link, { caller, sends: new Map() });
  }

  heard(link: object, frame: UpFrame): void {
    if (frame.type !== 'send') return;
    this.#talks.get(link)?.sends.set(frame.ref, { chat: frame.chat, clientId: frame.client_id });
  }

  told(link: object, frames: readonly DownFrame[]): void {
    for (const frame of frames) this.#note(() => this.#tell(link, frame));
  }

  /** Entries of a chat on the disk, in order. */
  entriesOf(chat: number): readonly StoredRow[] {
    const query = this.#disk.prepare(`select ${columns} from entry where log = ? order by position`);
    return query.all(chatLog(this.app, chat)) as unknown as StoredRow[];
  }

  /** What the counter has counted of a chat. */
  countsOf(chat: number): { readonly messages: number; readonly position: number } {
    const query = this.#disk.prepare('select messages_count as messages, position from chat where log = ?');
    const row = query.get(chatLog(this.app, chat));
    return { messages: Number(row?.messages), position: Number(row?.position) };
  }

  /** Everything that was told of a chat stands in its log. */
  check(chat: number, rows: readonly StoredRow[]): void {
    for (const [place, told] of this.#entries) {
      const [in_, position] = place.split(':').map(Number);
      if (in_ !== chat) continue;
      assert.equal(identityOf(rows[(position ?? 0) - 1]), told, `entry ${place} is not what was told of it`);
    }
    for (const [clientId, told] of this.#acknowledged) {
      if (told.chat !== chat) continue;
      const found = rows.filter((row) => row.client_id === clientId);
      assert.deepEqual(
        found.map(({ number }) => number),
        [told.number],
        `message ${clientId} was acknowledged as number ${told.number} of chat ${chat}`,
      );
    }
  }

  close(): void {
    this.#disk.close();
  }

  #tell(link: object, frame: DownFrame): void {
    if (frame.type === 'entry') this.#tellEntry(frame);
    else if (frame.type === 'ack') this.#tellAck(link, frame);
    else if (frame.type === 'mark') this.#tellMark(frame);
    else if (frame.type === 'pong' || frame.type === 'synced') this.#tellHeads(frame.heads);
  }

  #tellMark({ chat, username, delivered, read }: FrameOf<'mark'>): void {
    const key = `${chat}:${username}`;
    const before = this.#marks.get(key);
    const grows = before === undefined || (delivered >= before.delivered && read >= before.read);
    assert.ok(grows, `the marks of ${username} in chat ${chat} went back`);
    this.#marks.set(key, { delivered, read });
    const newest = this.#newestNumber(chat);
    assert.ok(delivered <= newest, `a mark of ${username} in chat ${chat} passes the newest message`);
  }

  #tellHeads(heads: Readonly<Record<string, number>>): void {
    for (const [chat, position] of Object.entries(heads)) {
      const isThere = position === 0 || this.#rowAt(Number(chat), position) !== undefined;
      assert.ok(isThere, `position ${position} of chat ${chat} was told before it was on the disk`);
    }
  }

  #tellEntry({ chat, position, entry }: FrameOf<'entry'>): void {
    const place = `${chat}:${position}`;
    const row = this.#rowAt(chat, position);
    assert.ok(row !== undefined, `entry ${place} was told before it was on the disk`);
    const told = identityOf(row);
    if (entry.kind === 'message') {
      assert.equal(row.client_id, entry.client_id ?? null, `entry ${place} was told as another one`);
      assert.equal(row.number, entry.number, `entry ${place} was told with another number`);
      // A text is gone from the log once its message is deleted.
      assert.equal(row.content ?? entry.content, entry.content, `entry ${place} was told with another text`);
    }
    assert.equal(this.#entries.get(place) ?? told, told, `entry ${place} has changed`);
    this.#entries.set(place, told);
  }

  #tellAck(link: object, { ref, chat, number, position }: FrameOf<'ack'>): void {
    const talk = this.#talks.get(link);
    const sent = talk?.sends.get(ref);
    if (talk === undefined || sent?.clientId === undefined) return;
    const place = `${chat}:${position}`;
    const row = this.#rowAt(chat, position);
    assert.ok(row !== undefined, `message ${sent.clientId} was acknowledged before it was on the disk`);
    const stands = { author: row.author, client_id: row.client_id, number: row.number };
    const acked = { author: talk.caller.user, client_id: sent.clientId, number };
    assert.deepEqual(stands, acked, `what was acknowledged as ${place} is something else`);
    this.#acknowledged.set(sent.clientId, { chat, number });
  }

  #newestNumber(chat: number): number {
    const query = this.#disk.prepare('select max(number) as number from entry where log = ?');
    return Number(query.get(chatLog(this.app, chat))?.number ?? 0);
  }

  #rowAt(chat: number, position: number): StoredRow | undefined {
    const query = this.#disk.prepare(`select ${columns} from entry where log = ? and position = ?`);
    return query.get(chatLog(this.app, chat), position) as StoredRow | undefined;
  }

  /** What is wrong is found where it is told, in the middle of a node's work, and must not be taken for a failure of the node. */
  #note(check: () => void): void {
    try {
      check();
    } catch (error) {
      this.faults.push(error as Error);
    }
  }
}

/** What never changes of an entry: its text goes when the message is deleted. */
function identityOf(row: StoredRow | undefined): string {
  if (row === undefined) return 'nothing';
  return JSON.stringify([row.number, row.kind, row.about, row.author, row.client_id]);
}
