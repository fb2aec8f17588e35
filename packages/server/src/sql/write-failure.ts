/** Nothing was stored: the disk has no room, or the database failed. The next write may succeed. */
export class WriteFailure extends Error {
  readonly reason: 'full' | 'failed';
  constructor(reason: 'full' | 'failed', message: string) {
    super(message);
    this.name = 'WriteFailure';
    this.reason = reason;
  }
}
