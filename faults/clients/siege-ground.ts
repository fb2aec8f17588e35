import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { type ServerProcess, startProcess } from '@parley/testkit/server-process.ts';
import type { Pair } from '../../bench/load/plans.ts';
import { Seed } from '../../bench/load/seed.ts';
import { eachAtOnce } from '../../bench/load/until.ts';
import type { Target } from './attack.ts';

const attackers = 20;
const pairs = 20;

/** Where servers are attacked: each on its own copy of the same people and chats, with its limits on, as people run it. */
export class SiegeGround {
  readonly #folder: string;
  readonly pairs: readonly Pair[];
  readonly #target: Pick<Target, 'tokens' | 'chat'>;
  #servers = 0;

  private constructor(folder: string, its: readonly Pair[], target: Pick<Target, 'tokens' | 'chat'>) {
    this.#folder = folder;
    this.pairs = its;
    this.#target = target;
  }

  /** The first of the attackers is a member of so many chats. */
  static async prepare(folder: string, chats: number): Promise<SiegeGround> {
    await using seed = await Seed.open(join(folder, 'seed'));
    const its = await seed.pairs(pairs);
    const people = await seed.people(attackers);
    const [owner, ...others] = people;
    if (owner === undefined) throw new Error('there are no attackers');
    const { chat } = await seed.group(owner, others);
    const mine = { kind: 'group', members: [owner.key], invited: [] } as const;
    await eachAtOnce(Array.from({ length: chats }), 500, async () => {
      await seed.chat(mine, owner.key);
    });
    return new SiegeGround(folder, its, { chat, tokens: people.map(({ token }) => token) });
  }

  startServer(): Promise<ServerProcess> {
    const data = join(this.#folder, `server-${++this.#servers}`);
    cpSync(join(this.#folder, 'seed'), data, { recursive: true });
    return startProcess(data, { PARLEY_RATE_LIMITS: 'on' });
  }

  target(url: string, atMost: number): Target {
    return { url, atMost, ...this.#target };
  }
}
