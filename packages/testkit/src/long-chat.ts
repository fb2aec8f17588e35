import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppOffice, ImportGroup } from '@parley/server/command/office/office.ts';
import { openOffice } from '@parley/server/command/office/open-office.ts';
import { Seeded } from './seeded.ts';
import type { TestServer } from './server.ts';

/** People of a long chat who have accounts that nobody signs in to. */
const others = ['bob', 'carol', 'dave', 'erin', 'frank'] as const;
const batchSize = 1000;
/** Messages are said in conversations of so many, one after the other, with silence between them. */
const perConversation = 12;
const withinMs = 45_000;

export interface LongChatPlan {
  readonly name: string;
  readonly messages: number;
  /** Over how many days up to now they are spread. */
  readonly days: number;
  /** A registered person who becomes a member and says some of them. */
  readonly member: string;
}

/**
 * A group of very many messages, made by the import's own engine on the server as it runs. The texts are those of
 * the conversations in `PARLEY_SAMPLE_DATA`, again and again, or made up.
 */
export class LongChat {
  readonly #group: ImportGroup;
  readonly #authors: readonly number[];
  readonly #texts = sampleTexts();
  #saidLater = 0;

  private constructor(group: ImportGroup, authors: readonly number[]) {
    this.#group = group;
    this.#authors = authors;
  }

  static async import({ node }: TestServer, plan: LongChatPlan): Promise<LongChat> {
    const desk = await openOffice(node, () => Promise.resolve()).appDesk(undefined);
    if (desk === undefined) throw new Error('the server has no app of its own');
    const authors = await accountsOf(desk, [plan.member, ...others]);
    const [owner] = authors;
    if (owner === undefined) throw new Error('a chat needs somebody');
    const group = await desk.import.ensureGroup(plan.name, owner);
    const from = Date.now() - plan.days * 86_400_000;
    await group.ensureMembers(authors.map((user) => ({ user, at: from })));
    const chat = new LongChat(group, authors);
    await chat.#fill(plan, from);
    return chat;
  }

  get number(): number {
    return this.#group.number;
  }

  /** Bob says so many things now. */
  async say(count: number): Promise<void> {
    const said = Array.from({ length: count }, () => {
      this.#saidLater += 1;
      const content = `said later, ${this.#saidLater}`;
      return { author: this.#author(1), clientId: `later-${this.#saidLater}`, at: Date.now(), content };
    });
    await this.#group.append(said);
  }

  async #fill({ messages, days }: LongChatPlan, from: number): Promise<void> {
    const conversationMs = (days * 86_400_000) / Math.ceil(messages / perConversation);
    const messageAt = (index: number) => ({
      author: this.#author(index * 7 + Math.floor(index / 3)),
      clientId: `long-${index}`,
      at: Math.floor(
        from + conversationMs * Math.floor(index / perConversation) + (index % perConversation) * withinMs,
      ),
      content: this.#texts[index % this.#texts.length] ?? '',
    });
    for (let start = 0; start < messages; start += batchSize) {
      const length = Math.min(batchSize, messages - start);
      await this.#group.append(Array.from({ length }, (_, index) => messageAt(start + index)));
    }
  }

  #author(turn: number): number {
    return this.#authors[turn % this.#authors.length] ?? 0;
  }
}

async function accountsOf(desk: AppOffice, usernames: readonly string[]): Promise<number[]> {
  const keys: number[] = [];
  for (const username of usernames) {
    const account = await desk.import.ensureUser(username, username);
    if (account === 'removed') throw new Error(`${username} was removed`);
    keys.push(account.key);
  }
  return keys;
}

function sampleTexts(): readonly string[] {
  const folder = process.env.PARLEY_SAMPLE_DATA;
  if (folder === undefined || folder === '') return madeUpTexts(5000);
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  const lines = files.flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  return lines.filter((line) => line !== '').map((line) => (JSON.parse(line) as { text: string }).text);
}

const words = 'harbour ferry the a to light rope under wind late kitchen and not morning seven blue over';

function madeUpTexts(count: number): readonly string[] {
  const chance = new Seeded(7);
  const vocabulary = words.split(' ');
  return Array.from({ length: count }, () => {
    const length = chance.oneIn(20) ? 40 + chance.below(120) : 1 + chance.below(25);
    return Array.from({ length }, () => chance.pick(vocabulary)).join(chance.oneIn(30) ? '\n' : ' ');
  });
}
