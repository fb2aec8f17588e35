/** How the connections of an attack ended: what the attacker was told, and how often. */
export class Endings {
  readonly #counts = new Map<string, number>();
  /** Connections that are open, as far as the attacker knows. */
  open = 0;

  add(how: string): void {
    this.#counts.set(how, (this.#counts.get(how) ?? 0) + 1);
  }

  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }
}
