/** A session as a request needs it. Times in milliseconds since 1970. */
export interface SessionRecord {
  readonly user: number;
  readonly app: number;
  readonly username: string;
  readonly handle: string;
  readonly lastUsedAt: number;
  readonly expiresAt: number;
}
