import type { EnsuredUser, ImportTarget } from '../office/office.ts';
import { authorAccount } from './author-account.ts';
import type { ImportRecord } from './read-record.ts';

export interface AuthorTotals {
  readonly authors: number;
  readonly new_accounts: number;
  /** Authors whose name could not be a username as it stands. */
  readonly renamed: readonly { readonly author: string; readonly username: string }[];
}

/** The authors of a file, each with the key of their account: one look-up an author. */
export class ImportedAuthors {
  readonly #target: ImportTarget;
  readonly #keys = new Map<string, number>();
  readonly #renamed: { readonly author: string; readonly username: string }[] = [];
  #created = 0;

  constructor(target: ImportTarget) {
    this.#target = target;
  }

  async keyOf({ user, name }: ImportRecord): Promise<number> {
    const known = this.#keys.get(user);
    if (known !== undefined) return known;
    const account = await this.#ensureAccount(user, name);
    if (account.created) this.#created += 1;
    if (user.toLowerCase() !== account.username) {
      this.#renamed.push({ author: user, username: account.username });
    }
    this.#keys.set(user, account.key);
    return account.key;
  }

  async #ensureAccount(
    author: string,
    shownName: string,
  ): Promise<EnsuredUser & { readonly username: string }> {
    const { username, spareUsername, name } = authorAccount(author, shownName);
    for (const candidate of [username, spareUsername]) {
      const ensured = await this.#target.ensureUser(candidate, name);
      if (ensured !== 'removed') return { ...ensured, username: candidate };
    }
    throw new Error(
      `The account ${spareUsername}, made by an import before, is removed; rename its author in the file.`,
    );
  }

  totals(): AuthorTotals {
    return { authors: this.#keys.size, new_accounts: this.#created, renamed: this.#renamed };
  }
}
