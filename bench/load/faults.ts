const kept = 5;

/** What went wrong, a few of each run in words. */
export class Faults {
  readonly #said: string[] = [];
  #count = 0;

  add(what: string): void {
    this.#count += 1;
    if (this.#said.length < kept) this.#said.push(what.slice(0, 300));
  }

  get list(): readonly string[] {
    const more = this.#count - this.#said.length;
    return more > 0 ? [...this.#said, `and ${more} more`] : this.#said;
  }
}
