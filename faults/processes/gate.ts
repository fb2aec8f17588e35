/** Through which writers go before each new message, so that they can be made to rest and to end. */
export class Gate {
  #opened: PromiseWithResolvers<void> | undefined;
  #ended = false;
  #givenUp = false;

  /** Whether nobody waits for acknowledgements any more: what is under way is let go. */
  get isGivenUp(): boolean {
    return this.#givenUp;
  }

  /** Waits while it is shut; false: there is to be no new message. */
  async pass(): Promise<boolean> {
    while (this.#opened !== undefined && !this.#ended) await this.#opened.promise;
    return !this.#ended;
  }

  shut(): void {
    this.#opened ??= Promise.withResolvers();
  }

  open(): void {
    this.#opened?.resolve();
    this.#opened = undefined;
  }

  /** Lets nobody through any more. */
  end(): void {
    this.#ended = true;
    this.open();
  }

  giveUp(): void {
    this.#givenUp = true;
    this.end();
  }
}
