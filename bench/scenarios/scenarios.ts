import { cluster } from './cluster.ts';
import { p1 } from './p1-pairs.ts';
import { p2 } from './p2-rates.ts';
import { p3 } from './p3-large-group.ts';
import { p4 } from './p4-idle.ts';
import { p5 } from './p5-open-chat.ts';
import { p6 } from './p6-search.ts';
import { p7 } from './p7-rest.ts';
import { p8 } from './p8-start.ts';
import { p9 } from './p9-disk.ts';
import { p10 } from './p10-soak.ts';
import type { Scenario } from './scenario.ts';
import { web } from './web.ts';
import { webScroll } from './web-scroll.ts';

/** Every scenario that needs nothing but this repository. */
export const scenarios: readonly Scenario[] = [p1, p2, p3, p4, p5, p6, p7, p8, p9, p10];

/** Every scenario, in the order of the performance page. */
export const reported: readonly Scenario[] = [...scenarios, cluster, web, webScroll];
