import { hash, verify } from '@node-rs/argon2';

/**
 * The first choice of the OWASP Password Storage Cheat Sheet for argon2id, which is the library's default variant:
 * 19 MiB, two passes, one lane (USER2).
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** How a hash at that cost begins. */
const current = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`;

/** Whether a hash was made at another cost than new ones are, and is to be made anew while the password is known. */
export function isOutdated(passwordHash: string): boolean {
  return !passwordHash.startsWith(current);
}

/** What is verified where there is no password, so that an unknown username costs as much as a known one (SESS2). */
const nobodys = hash('the password of nobody', cost);

/** A salted argon2id hash with its parameters in it. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** Whether a password is the one that was hashed. Takes its time for null too, and says no. */
export async function isPassword(passwordHash: string | null, claimed: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobodys), claimed);
  return matches && passwordHash !== null;
}
