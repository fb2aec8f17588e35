/** The log did not answer for as long as anybody waits for it. It may again. */
export class LogAway extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LogAway';
  }
}
