import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Tables of the server, with the columns whose change is one that people can see. Left out is what follows later and
 * by itself: counts, marks, checkpoints, the last use of a session, the codes that a reset makes after its answer.
 */
const watched: Readonly<Record<string, { insert?: false; update?: string }>> = {
  entry: {},
  app: { update: 'token, name, secret_hash' },
  user: {
    update:
      'username, name, email, password_hash, status_text, avatar, search_text, presence_visibility, deleted_at, is_owner',
  },
  session: { update: 'handle, user, device' },
  password_reset: { insert: false },
  friend_request: {},
  friendship: {},
  block: {},
  chat: { update: 'number, kind, name, picture, creator, deleted_at' },
  member: { update: 'role, joined_at' },
  invitation: {},
  message_state: {},
  reaction: {},
};

/** Counts the rows that a running server writes, by triggers in its file: what was refused must not show here. */
export class ChangeJournal implements Disposable {
  readonly #connection: DatabaseSync;
  readonly #blobs: string;

  /** `data`: the server's folder. */
  constructor(data: string) {
    this.#blobs = join(data, 'blobs');
    this.#connection = new DatabaseSync(join(data, 'parley.db'), { timeout: 10_000 });
    this.#connection.exec(`begin immediate; ${journalSql()} commit`);
  }

  /** Everything that was written so far, by table, and how many files there are; two states are equal where these are. */
  read(): string {
    const rows = this.#connection
      .prepare('select name, changes from fuzz_journal where changes > 0 order by name')
      .all();
    const files = readdirSync(this.#blobs, { recursive: true }).length;
    return [...rows.map(({ name, changes }) => `${name} ${changes}`), `files ${files}`].join(', ');
  }

  [Symbol.dispose](): void {
    this.#connection.close();
  }
}

function journalSql(): string {
  const triggers = Object.entries(watched).map(([table, { insert = true, update }]) => {
    const events = [
      ...(insert ? ['insert'] : []),
      'delete',
      update === undefined ? 'update' : `update of ${update}`,
    ];
    return [
      `insert into fuzz_journal values ('${table}', 0);`,
      ...events.map(
        (event, index) =>
          `create trigger fuzz_${table}_${index} after ${event} on ${table} begin update fuzz_journal set changes = changes + 1 where name = '${table}'; end;`,
      ),
    ].join('\n');
  });
  return `create table fuzz_journal (name text primary key, changes integer not null); ${triggers.join('\n')}`;
}
