import { createHash, randomBytes } from 'node:crypto';

/** A session's credential: 256 random bits, 43 characters of base64url (SESS1). */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether a text can be a token at all; what cannot is not looked up. */
export function isSessionToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** What is stored of a secret that is random enough to need no salt. */
export function hashSecret(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest();
}
