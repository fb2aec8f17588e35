import { createHash, randomInt, timingSafeEqual } from 'node:crypto';

/** Without 0, 1, l and o, which are read for one another: 5 bits a character. */
const alphabet = '23456789abcdefghijkmnpqrstuvwxyz';
const groups = 7;
const groupLength = 4;

/** 140 random bits, in groups that can be read out: `k7wd-3q9x-…` (SETUP2). */
function newCode(): string {
  const group = () =>
    Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

function digest(code: string): Uint8Array {
  return createHash('sha256').update(code.toLowerCase().replace(/[\s-]/g, '')).digest();
}

/** The code by which the operator of a server without an owner shows that it is theirs. */
export class SetupCode {
  #code: string | undefined;

  /** `isNeeded`: the server has no owner, and may be set up over HTTP. */
  constructor(isNeeded: boolean) {
    this.#code = isNeeded ? newCode() : undefined;
  }

  /** To be shown to the operator, and to nobody else; undefined when there is nothing to set up. */
  get text(): string | undefined {
    return this.#code;
  }

  /** Whether somebody typed the code; takes as long for a wrong one, wherever it differs. */
  matches(claimed: string): boolean {
    return this.#code !== undefined && timingSafeEqual(digest(claimed), digest(this.#code));
  }

  /** From now on the code is that of the other nodes; nothing where it has done its work. */
  adopt(code: string): void {
    if (this.#code !== undefined) this.#code = code;
  }

  /** It has done its work. */
  spend(): void {
    this.#code = undefined;
  }
}
