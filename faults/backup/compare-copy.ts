import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What of the log a restored data folder has. */
export interface Copied {
  /** Entries that the copy has, and those that the old data had after it. */
  readonly kept: number;
  readonly lost: number;
  /** Position and number of each message, by its text. */
  readonly messages: ReadonlyMap<string, string>;
}

/** Throws when the log of the restored folder is not, entry for entry, how the log of the old one began. */
export function compareCopy(restored: string, old: string): Copied {
  const database = new DatabaseSync(join(restored, 'parley.db'));
  try {
    database.prepare('attach ? as old').run(join(old, 'parley.db'));
    const count = (from: string) => Number(database.prepare(`select count(*) as n from ${from}`).get()?.n);
    const [kept, before] = [count('main.entry'), count('old.entry')];
    assert.equal(count('(select * from main.entry except select * from old.entry)'), 0, 'other entries');
    const began = count('old.entry where seq <= (select max(seq) from main.entry)');
    assert.equal(kept, began, 'entries are missing in the copy');
    assert.equal(
      count('main.member m where read > (select max(number) from main.entry where log = m.log)'),
      0,
    );
    const rows = database.prepare('select content, number, position from main.entry where kind = 1').all();
    const messages = rows.map((row) => [String(row.content), `${row.number} at ${row.position}`] as const);
    assert.equal(new Map(messages).size, messages.length, 'a message stands twice');
    return { kept, lost: before - kept, messages: new Map(messages) };
  } finally {
    database.close();
  }
}
