import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import type { Target } from './attack.ts';
import { attacks } from './attacks.ts';
import { Endings } from './endings.ts';

export interface AttackOrder {
  readonly names: readonly string[];
  readonly target: Target;
}

/** What the attacker says when asked: connections it believes open, and how the others ended. */
export interface AttackReport {
  readonly open: number;
  readonly endings: Readonly<Record<string, number>>;
}

// Its own work must not be what slows the others down.
setPriority(constants.priority.PRIORITY_LOW);

const [{ names, target }] = (await once(process, 'message')) as [AttackOrder];
const endings = new Endings();
await Promise.all(
  attacks
    .filter(({ name }) => names.includes(name))
    .map((attack) => {
      const connections = Math.min(attack.connections, target.atMost);
      return attack.begin({ ...target, connections }, endings);
    }),
);
process.send?.('under way');
process.on('message', () => process.send?.({ open: endings.open, endings: endings.counts }));
