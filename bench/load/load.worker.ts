import { once } from 'node:events';
import { runAudience } from './audience-load.ts';
import { runHttp } from './http-load.ts';
import { runIdle } from './idle-load.ts';
import { runMixed } from './mixed-load.ts';
import { runPairs } from './pair-load.ts';
import type { LoadPlan, Starter } from './plans.ts';

const starter: Starter = {
  async ready() {
    process.send?.({ kind: 'ready' });
    await once(process, 'message');
  },
};

function run(plan: LoadPlan): Promise<object> {
  switch (plan.kind) {
    case 'pairs':
      return runPairs(plan, starter);
    case 'audience':
      return runAudience(plan, starter);
    case 'idle':
      return runIdle(plan, starter);
    case 'http':
      return runHttp(plan, starter);
    case 'mixed':
      return runMixed(plan, starter);
  }
}

const [plan] = (await once(process, 'message')) as [LoadPlan];
const result = await run(plan);
process.send?.({ kind: 'result', result }, () => process.disconnect?.());
