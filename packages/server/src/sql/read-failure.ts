/** Nothing could be read: the database went away, or is not there. The next read may succeed. */
export class ReadFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ReadFailure';
  }
}
