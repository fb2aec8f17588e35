import { clientBugs } from './client-bugs.ts';
import { logBugs } from './log-bugs.ts';
import { nodeBugs } from './node-bugs.ts';
import type { PlantedBug } from './planted-bug.ts';

/** Every bug the simulation must find. */
export const plantedBugs: readonly PlantedBug[] = [...logBugs, ...nodeBugs, ...clientBugs];
