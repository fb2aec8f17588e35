import { parley, type Scenario, type Target } from '../scenarios/scenario.ts';
import { reported } from '../scenarios/scenarios.ts';
import { machineText } from './origin.ts';
import { pageHead } from './page-head.ts';
import { type Measure, median, type Result } from './result.ts';
import { roughly } from './roughly.ts';

/** docs/performance.md, from the results of the latest full runs. */
export function performancePage(results: ReadonlyMap<string, Result>): string {
  const sections = reported.map((scenario) => section(scenario, results.get(scenario.id)));
  return `${[pageHead(results), overview(results), ...sections].join('\n')}`;
}

function overview(results: ReadonlyMap<string, Result>): string {
  const rows = reported.flatMap(({ id, title, targets }) => {
    const name = `[${id.toUpperCase()}](#${anchorOf(id, title)})`;
    return targets.map((target) => {
      const result = results.get(id);
      const figure = result && figureOf(result.measures, target);
      const verdict = figure === undefined ? '' : meets(figure, target) ? 'reached' : 'missed';
      return `| ${name} | ${nameOf(target)} | ${reachOf(target)} | ${figure === undefined ? 'not run' : `${roughly(figure)} ${target.unit ?? ''}`.trimEnd()} | ${verdict} |`;
    });
  });
  return `## Overview

| scenario | figure | target | measured | |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function section(scenario: Scenario, result: Result | undefined): string {
  const { id, title, method, limits } = scenario;
  const opening = `## ${id.toUpperCase()} · ${title}\n\n${method}\n`;
  if (result === undefined) return `${opening}\nNot run. Run it with: \`npm run bench -- ${id}\`\n`;
  const short = result.short
    ? 'A **short** run: it shows that the scenario works; its figures mean nothing.\n\n'
    : '';
  const plots = result.plots.map(
    ({ name, title: text }) => `![${text}](../bench/results/plots/${name}.svg)\n`,
  );
  const leftOut = (result.leftOut ?? []).map((text) => `Left out: ${text}.\n`);
  const why = limits === undefined ? [] : [`**What limits it.** ${limits}\n`];
  return [opening, `${short}${table(result.measures)}`, ...leftOut, ...plots, ...why, origin(result)].join(
    '\n',
  );
}

function table(measures: readonly Measure[]): string {
  const own = (measure: Measure) => measure.subject === parley;
  const rows = measures.map((measure) => {
    const { what, subject, unit, values } = measure;
    const base = own(measure) ? undefined : measures.find((other) => own(other) && other.what === what);
    const ratio = base === undefined ? '' : ratioText(median(base.values) / median(values));
    const range =
      values.length === 1 ? '' : `${roughly(Math.min(...values))} – ${roughly(Math.max(...values))}`;
    return {
      what,
      line: `| ${what} | ${subject} | ${roughly(median(values))} ${unit} | ${range} | ${ratio} |`,
    };
  });
  const grouped = [...Map.groupBy(rows, (row) => row.what).values()].flat();
  return `| figure | subject | median | rounds | Parley’s, divided by it |
| --- | --- | --- | --- | --- |
${grouped.map(({ line }) => line).join('\n')}
`;
}

/** Nothing where there is nothing to divide by. */
function ratioText(ratio: number): string {
  return Number.isFinite(ratio) ? ratio.toFixed(2) : '';
}

function origin(result: Result): string {
  const { machine, commit, date, rounds, checked, loadCpu, command, options } = result;
  const sizes = Object.entries(options).map(([name, value]) => `${name} ${value.toLocaleString('en')}`);
  const [least, most] = loadCpu;
  const load =
    checked > 0 ? ` Load generators used ${least.toFixed(2)} to ${most.toFixed(2)} of a core.` : '';
  const found =
    checked > 0 ? ` Checked one by one: ${checked.toLocaleString('en')}\nmessages or requests.` : '';
  const sized = sizes.length > 0 ? ` Sizes: ${sizes.join(', ')}.` : '';
  return `${rounds === 1 ? 'One round' : `${rounds} rounds`} at commit \`${commit}\`, ${date.slice(0, 10)}, on ${machineText(machine)}.${load}${found}${sized} Again with: \`${command}\`
`;
}

function figureOf(
  measures: readonly Measure[],
  { what, subject = parley, relativeTo }: Target,
): number | undefined {
  const of = (name: string) => measures.find((measure) => measure.what === what && measure.subject === name);
  const own = of(subject);
  if (own === undefined) return undefined;
  if (relativeTo === undefined) return median(own.values);
  const other = of(relativeTo);
  const ratio = other && median(own.values) / median(other.values);
  return ratio !== undefined && Number.isFinite(ratio) ? ratio : undefined;
}

function meets(
  figure: number,
  { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY }: Target,
): boolean {
  return figure >= atLeast && figure <= atMost;
}

function nameOf({ what, subject, relativeTo }: Target): string {
  const figure = subject === undefined ? what : `${subject}: ${what}`;
  return relativeTo === undefined ? figure : `${figure}, relative to ${relativeTo}`;
}

function reachOf({ atLeast, atMost, unit = '' }: Target): string {
  const bound = atLeast === undefined ? `≤ ${roughly(atMost ?? 0)}` : `≥ ${roughly(atLeast)}`;
  return `${bound} ${unit}`.trimEnd();
}

function anchorOf(id: string, title: string): string {
  const heading = `${id} · ${title}`.toLowerCase();
  return heading.replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
}
