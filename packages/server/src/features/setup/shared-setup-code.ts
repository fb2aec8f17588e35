import type { AccountStore } from '../../store/account-store.ts';
import type { LeaseStore } from '../../store/lease-store.ts';
import type { Clock, Timer } from '../../telemetry/clock.ts';
import type { SetupCode } from './setup-code.ts';

export interface SharedSetupCodeParts {
  /** This node's own: the cluster's, if no other node came before. */
  readonly code: SetupCode;
  readonly leases: Pick<LeaseStore, 'hold' | 'holder' | 'release'>;
  readonly accounts: Pick<AccountStore, 'hasOwner'>;
  readonly ownApp: number;
  readonly clock: Clock;
}

const lease = 'setup-code';
const leaseMs = 60_000;
const renewMs = 20_000;

/**
 * Makes the nodes of a cluster have one setup code (SETUP10): a lease in the store whose holder is the code itself, so
 * that every node that knows it renews it, and it is gone a minute after the last of them.
 */
export class SharedSetupCode implements AsyncDisposable {
  readonly #parts: SharedSetupCodeParts;
  #held = '';
  #timer: Timer | undefined;
  #renewal: Promise<void> = Promise.resolve();
  #closed = false;

  private constructor(parts: SharedSetupCodeParts) {
    this.#parts = parts;
  }

  /** Resolves when the code is the cluster's. Nothing is shared where there is no code. */
  static async open(parts: SharedSetupCodeParts): Promise<SharedSetupCode> {
    const shared = new SharedSetupCode(parts);
    const own = parts.code.text;
    if (own === undefined) return shared;
    await shared.#agree(own);
    shared.#plan();
    return shared;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    if (this.#timer !== undefined) this.#parts.clock.clearTimeout(this.#timer);
    await this.#renewal;
  }

  async #agree(own: string): Promise<void> {
    const { code, leases } = this.#parts;
    for (;;) {
      const isOurs = await leases.hold(lease, own, leaseMs);
      const current = isOurs ? own : await leases.holder(lease);
      // Nobody's: it ran out between the two questions.
      if (current === undefined) continue;
      this.#held = current;
      return code.adopt(current);
    }
  }

  #plan(): void {
    if (this.#closed) return;
    this.#timer = this.#parts.clock.setTimeout(() => {
      // A store that is away is asked again: meanwhile the code stays as it was printed.
      this.#renewal = this.#renew().catch(() => this.#plan());
    }, renewMs);
  }

  async #renew(): Promise<void> {
    const { accounts, code, leases, ownApp } = this.#parts;
    if (code.text !== undefined && !(await accounts.hasOwner(ownApp))) {
      await this.#agree(this.#held);
      return this.#plan();
    }
    code.spend();
    await leases.release(lease, this.#held);
  }
}
