import { encodeEntry, peopleIn, timeOf } from '../../delivery/encode-entry.ts';
import type { Usernames } from '../../delivery/usernames.ts';
import { entryKind } from '../../log/entry-kind.ts';
import type { StoredEntry, Tail } from '../../log/log.ts';
import { appOf, chatOf } from '../../log/log-key.ts';
import type { AppStore } from '../../store/app-store.ts';
import type { Journal, JournalEntry } from './office.ts';

interface Parts {
  readonly tail: Tail;
  readonly usernames: Usernames;
  readonly apps: AppStore;
}

/** All logs as people read them: names instead of keys. */
export function openJournal({ tail, usernames, apps }: Parts): Journal {
  return {
    lastSeq: async () => tail.lastSeq(),
    after: async (seq, limit) => {
      const entries = await tail.read(seq, limit);
      await usernames.load(entries.flatMap(peopleIn));
      const names = new Map<number, string>();
      for (const app of new Set(entries.map((entry) => appOf(entry.log)))) {
        names.set(app, (await apps.byId(app))?.name ?? '');
      }
      return entries.map((entry) => journalEntry(entry, names.get(appOf(entry.log)) ?? '', usernames));
    },
  };
}

function journalEntry(stored: StoredEntry, appName: string, usernames: Usernames): JournalEntry {
  const { seq, log, position, number, at, author } = stored;
  const place = { seq, app: appOf(log), appName, chat: chatOf(log), position };
  if (stored.kind !== entryKind.chat_created) return { ...place, entry: encodeEntry(stored, usernames) };
  const by = author === undefined ? null : usernames.of(author).username;
  return { ...place, entry: { kind: 'chat_created', number, by, at: timeOf(at) } };
}
