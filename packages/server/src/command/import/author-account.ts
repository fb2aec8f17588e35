import { createHash } from 'node:crypto';
import { limits } from '@parley/protocol/limits.ts';
import { name as displayName, username } from '@parley/protocol/scalars.ts';

/** The account that stands for an author of a file. */
export interface AuthorAccount {
  readonly username: string;
  /** For when the username belonged to an account that was removed. */
  readonly spareUsername: string;
  readonly name: string;
}

/**
 * The same author gets the same account in every file and every import (CMD8). A name that is a username but for
 * upper case keeps it; of any other the username is derived, with a mark of the name itself, so that two authors
 * never share one.
 */
export function authorAccount(author: string, shownName: string): AuthorAccount {
  const plain = username.safeParse(author);
  const spareUsername = derivedUsername(author);
  return {
    username: plain.success ? plain.data : spareUsername,
    spareUsername,
    name: readableName(shownName, spareUsername),
  };
}

const markLength = 6;

function derivedUsername(author: string): string {
  const letters = author
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '')
    .slice(0, limits.usernameLength - markLength - 1)
    .replace(/[._-]+$/, '');
  const mark = createHash('sha256').update(author).digest('hex').slice(0, markLength);
  return `${letters === '' ? 'user' : letters}-${mark}`;
}

/** A name that can be shown: without control characters and half characters, not too long. */
function readableName(shownName: string, otherwise: string): string {
  const tidy = shownName
    .toWellFormed()
    .replace(/\p{Cc}+\s*/gu, ' ')
    .trim()
    .slice(0, limits.nameLength)
    .toWellFormed();
  return displayName.safeParse(tidy).success ? tidy : otherwise;
}
