import { first } from './0001-first.ts';
import { owner } from './0002-owner.ts';
import { spokenEntries } from './0003-spoken-entries.ts';

/** Steps of the schema in order; a step that has been released is never changed. */
export const migrations: readonly string[] = [first, owner, spokenEntries];
