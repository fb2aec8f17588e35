import type { Account, SignedIn } from '@parley/protocol/user.ts';
import type { Api } from './api/api.ts';
import type { KeyValueStorage } from './storage/key-value-storage.ts';
import { createStore, type Store, type WritableStore } from './store.ts';

/**
 * - `unknown`: not looked up yet.
 * - `signed_out`: nobody is; `expired` when a session has just ended by itself.
 * - `signed_in`: the account as last read.
 */
export type SessionState =
  | { readonly status: 'unknown' }
  | { readonly status: 'signed_out'; readonly reason?: 'expired' }
  | { readonly status: 'signed_in'; readonly account: Account };

export interface SessionContext {
  readonly api: Api;
  readonly storage: KeyValueStorage;
  readonly credentials: 'token' | 'cookie';
  /** The app whose people these are; the server's own when undefined. */
  readonly app?: string | undefined;
  /** Starts everything for this person; storage is theirs. */
  readonly begin: (account: Account) => Promise<void>;
  /** Stops everything; `forget`: what is not stored yet is not stored any more. */
  readonly end: (forget?: 'forget') => Promise<void>;
  /** Lets the other tabs know that somebody came or went. */
  readonly announce: (what: SessionNote) => void;
}

/** What tabs tell each other of the session they share. */
export type SessionNote = 'signed_in' | 'signed_out';

interface SessionRecord {
  readonly account: Account;
  /** Absent where a cookie carries it. */
  readonly token?: string | undefined;
}

const key = 'session';

/** Who is signed in on this device. Actions throw ParleyError. */
export class Session {
  readonly state: Store<SessionState>;
  readonly #state: WritableStore<SessionState> = createStore<SessionState>({ status: 'unknown' });
  readonly #context: SessionContext;
  #token: string | undefined;
  /** The server cuts a session's connections as it ends it: that is no expiry, whichever is heard first. */
  #leaving = false;

  constructor(context: SessionContext) {
    this.#context = context;
    this.state = this.#state;
  }

  /** The session's token; undefined where a cookie carries it. */
  readonly token = (): string | undefined => this.#token;

  /**
   * Goes on with the session of before, at once and also without a connection; whether the server still knows it
   * turns out afterwards. Call once, at the start.
   */
  async restore(): Promise<SessionState> {
    const record = (await this.#context.storage.get(key)) as SessionRecord | undefined;
    this.#token = record?.token;
    if (record !== undefined) {
      await this.#begin(record.account);
      void this.#compare(record.account);
    } else {
      const asked = this.#context.credentials === 'cookie';
      const answer = asked ? await this.#context.api.attempt('getAccount') : undefined;
      if (answer?.ok === true) await this.#begin(answer.value);
      else this.#state.set({ status: 'signed_out' });
    }
    return this.#state.get();
  }

  register(input: { username: string; password: string; email?: string; name?: string }): Promise<Account> {
    return this.#enter(this.#context.api.call('register', { body: { ...input, ...this.#mode() } }));
  }

  /** Sets a new server up: this person becomes its owner. */
  setUp(input: {
    code: string;
    username: string;
    password: string;
    email?: string;
    name?: string;
    instance_name?: string;
  }): Promise<Account> {
    const cookie = this.#context.credentials === 'cookie';
    return this.#enter(this.#context.api.call('setUp', { body: { ...input, ...(cookie && { cookie }) } }));
  }

  signIn(input: { username: string; password: string }): Promise<Account> {
    return this.#enter(this.#context.api.call('signIn', { body: { ...input, ...this.#mode() } }));
  }

  /** Ends the session, here even if the server cannot be reached, and forgets everything stored. */
  async signOut(): Promise<void> {
    this.#leaving = true;
    this.#context.announce('signed_out');
    await this.#context.api.attempt('endSession', { params: { handle: 'current' } });
    this.#leaving = false;
    this.#token = undefined;
    this.#state.set({ status: 'signed_out' });
    await this.#context.end();
    await this.#context.storage.clear();
  }

  /** Another tab says that somebody came or went. */
  async heard(note: SessionNote): Promise<void> {
    const { status } = this.#state.get();
    if (note === 'signed_in' && status === 'signed_out') await this.restore();
    if (note === 'signed_in' || status !== 'signed_in') return;
    this.#token = undefined;
    this.#state.set({ status: 'signed_out' });
    // What is stored, the other tab forgets.
    await this.#context.end('forget');
  }

  /** The account has changed, as an answer said. */
  update(account: Account): void {
    if (this.#state.get().status !== 'signed_in') return;
    this.#state.set({ status: 'signed_in', account });
    void this.#keep(account).catch(() => undefined);
  }

  /** The server refused the session. What is stored stays for when the same person comes back. */
  async expire(): Promise<void> {
    if (this.#leaving || this.#state.get().status !== 'signed_in') return;
    this.#token = undefined;
    this.#state.set({ status: 'signed_out', reason: 'expired' });
    await this.#context.end();
  }

  /** Whether the server knows us no more; false when it cannot be asked. */
  async refused(): Promise<boolean> {
    const answer = await this.#context.api.attempt('getAccount');
    return !answer.ok && answer.error.status === 401;
  }

  async #enter(entering: Promise<SignedIn>): Promise<Account> {
    const { user, session } = await entering;
    const record = (await this.#context.storage.get(key)) as SessionRecord | undefined;
    if (record !== undefined && record.account.username !== user.username)
      await this.#context.storage.clear();
    this.#token = session.token;
    await this.#begin(user);
    this.#context.announce('signed_in');
    return user;
  }

  async #begin(account: Account): Promise<void> {
    await this.#keep(account);
    await this.#context.begin(account);
    this.#state.set({ status: 'signed_in', account });
  }

  #keep(account: Account): Promise<void> {
    const record: SessionRecord = { account, token: this.#token };
    return this.#context.storage.set(key, record);
  }

  /** What was taken from storage may be old, or another person's by now. */
  async #compare(stored: Account): Promise<void> {
    const answer = await this.#context.api.attempt('getAccount');
    const now = this.#state.get();
    if (now.status !== 'signed_in' || now.account !== stored) return;
    if (!answer.ok) {
      if (answer.error.status === 401) await this.expire();
    } else if (answer.value.username === stored.username) this.update(answer.value);
    else {
      await this.#context.end('forget');
      await this.#context.storage.clear();
      await this.#begin(answer.value);
    }
  }

  #mode() {
    const { app, credentials } = this.#context;
    return { ...(app === undefined ? {} : { app }), ...(credentials === 'cookie' ? { cookie: true } : {}) };
  }
}
