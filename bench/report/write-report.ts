import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cluster } from '../scenarios/cluster.ts';
import { costModelPage } from './cost-model.ts';
import { performancePage } from './performance-page.ts';
import { drawPlot } from './plot.ts';
import type { Result } from './result.ts';

/** Writes the pages and the plots that results make; plots without a result go. */
export function writeReport(
  results: ReadonlyMap<string, Result>,
  { page, costModel, plots }: { readonly page: string; readonly costModel: string; readonly plots: string },
): void {
  writeFileSync(page, performancePage(results));
  writeFileSync(costModel, costModelPage(results.get(cluster.id)));
  rmSync(plots, { recursive: true, force: true });
  for (const [name, text] of plotFiles(results)) {
    mkdirSync(plots, { recursive: true });
    writeFileSync(join(plots, name), text);
  }
}

/** Every plot of the results, by its file's name. */
export function plotFiles(results: ReadonlyMap<string, Result>): ReadonlyMap<string, string> {
  return new Map(
    [...results.values()].flatMap(({ plots }) => plots.map((plot) => [`${plot.name}.svg`, drawPlot(plot)])),
  );
}
