import type { ParleyError } from '../api/parley-error.ts';
import type { Acknowledgement } from './pending-message.ts';

const rememberedAtMost = 500;

interface Promised {
  readonly resolve: (acknowledgement: Acknowledgement) => void;
  readonly reject: (error: ParleyError) => void;
}

/** What becomes of messages: told to whoever wrote them, and what was acknowledged last remembered. */
export class Outcomes {
  readonly #promised = new Map<string, Promised>();
  readonly #done = new Map<string, Acknowledgement>();

  /** Resolves or rejects with what becomes of the message. */
  of(clientId: string): Promise<Acknowledgement> {
    const outcome = new Promise<Acknowledgement>((resolve, reject) =>
      this.#promised.set(clientId, { resolve, reject }),
    );
    // Whoever does not look at the promise sees the failure in the state.
    outcome.catch(() => undefined);
    return outcome;
  }

  resolve(clientId: string, acknowledgement: Acknowledgement): void {
    this.#promised.get(clientId)?.resolve(acknowledgement);
    this.#promised.delete(clientId);
  }

  reject(clientId: string, error: ParleyError): void {
    this.#promised.get(clientId)?.reject(error);
    this.#promised.delete(clientId);
  }

  /** What tabs say of it may still be on its way, and must not bring it back. */
  remember(clientId: string, acknowledgement: Acknowledgement): void {
    this.#done.set(clientId, acknowledgement);
    const [oldest] = this.#done.keys();
    if (this.#done.size > rememberedAtMost && oldest !== undefined) this.#done.delete(oldest);
  }

  remembered(clientId: string): Acknowledgement | undefined {
    return this.#done.get(clientId);
  }

  /** Another epoch: what was acknowledged in the other one may be gone. */
  forgetRemembered(): void {
    this.#done.clear();
  }
}
