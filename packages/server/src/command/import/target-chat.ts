import type { AppendedAs, ImportGroup, ImportMessage, ImportTarget, Newcomer } from '../office/office.ts';

/** The group a file goes into: made with the first message, whose author owns it. */
export class TargetChat {
  readonly #target: ImportTarget;
  readonly #name: string;
  readonly #members = new Set<number>();
  #group: ImportGroup | undefined;

  constructor(target: ImportTarget, name: string) {
    this.#target = target;
    this.#name = name;
  }

  /** null: no message came yet. */
  get number(): number | null {
    return this.#group?.number ?? null;
  }

  /** Appends messages in their order, after making their authors members. */
  async append(messages: readonly ImportMessage[]): Promise<readonly AppendedAs[]> {
    const [first] = messages;
    if (first === undefined) return [];
    this.#group ??= await this.#target.ensureGroup(this.#name, first.author);
    const newcomers = this.#newcomersAmong(messages);
    if (newcomers.length > 0) await this.#group.ensureMembers(newcomers);
    return this.#group.append(messages);
  }

  #newcomersAmong(messages: readonly ImportMessage[]): Newcomer[] {
    const newcomers: Newcomer[] = [];
    for (const { author, at } of messages) {
      if (this.#members.has(author)) continue;
      this.#members.add(author);
      newcomers.push({ user: author, at });
    }
    return newcomers;
  }
}
