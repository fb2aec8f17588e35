import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, test } from 'node:test';
import { startServer } from '@parley/testkit/server.ts';
import { parse } from 'yaml';
import { root } from './root.ts';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** Words of PromQL that are no metrics, where they stand as metrics do. */
const words = new Set(['and', 'or', 'unless', 'bool', 'offset', 'inf', 'nan']);

/** The metrics that a PromQL expression names. */
function metricsIn(expression: string): string[] {
  const bare = expression
    .replace(/"[^"]*"/g, '')
    .replace(/\{[^}]*\}|\[[^\]]*\]/g, ' ')
    .replace(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ');
  return [...bare.matchAll(/(?<![\w.])[a-zA-Z_:][\w:]*(?!\w|\s*\()/g)]
    .map(([name]) => name)
    .filter((name) => !words.has(name.toLowerCase()));
}

/** Every expression of a dashboard, its variables' queries included. */
function expressionsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(expressionsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (typeof inner !== 'string') return expressionsOf(inner);
    if (key === 'expr') return [inner];
    const [, ofVariable] = /^label_values\((.*),/.exec(inner) ?? [];
    return ofVariable === undefined ? [] : [ofVariable];
  });
}

/** The series that an exposition declares. Prometheus adds `up` itself. */
function seriesOf(exposition: string): Set<string> {
  const declared = [...exposition.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  const parts = { histogram: ['_bucket', '_sum', '_count'], summary: ['', '_sum', '_count'] } as const;
  const series = declared.flatMap(([, name = '', type = '']) =>
    (parts[type as keyof typeof parts] ?? ['']).map((part) => `${name}${part}`),
  );
  return new Set(['up', ...series]);
}

interface Alert {
  readonly name: string;
  readonly expression: string;
  readonly runbook: string;
}

interface RuleFile {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly annotations: { readonly runbook_url: string };
    }[];
  }[];
}

function alertsIn(text: string): Alert[] {
  const { groups } = parse(text) as RuleFile;
  return groups.flatMap(({ rules }) =>
    rules.map(({ alert, expr, annotations }) => ({
      name: alert,
      expression: expr,
      runbook: annotations.runbook_url,
    })),
  );
}

/** What every page of the runbook has, in this order. */
const sections = ['What it means', 'How to look', 'What to do', 'What not to do'];

describe('dashboards and alerts', () => {
  const alerts = alertsIn(read('deploy/prometheus/alerts.yaml'));
  let series = new Set<string>();
  before(async () => {
    await using server = await startServer();
    series = seriesOf(await (await fetch(`${server.url}/metrics`)).text());
  });

  test('METRICS2 every metric of the dashboard is one that a running server has', () => {
    const expressions = expressionsOf(JSON.parse(read('deploy/grafana/parley.json')));
    const named = new Set(expressions.flatMap(metricsIn));
    assert.ok(named.size >= 25, `${named.size} metrics`);
    assert.deepEqual(
      [...named].filter((name) => !series.has(name)),
      [],
    );
  });

  test('METRICS2 every metric of the server that is ours is on the dashboard', () => {
    const dashboard = read('deploy/grafana/parley.json');
    const ours = [...series].filter((name) => /^parley_.*(?<!_sum|_count|_bucket)$/.test(name));
    assert.deepEqual(
      ours.filter((name) => !dashboard.includes(name)),
      [],
    );
  });

  test('METRICS2 every metric of an alert is one that a running server has', () => {
    assert.ok(alerts.length >= 10);
    for (const { name, expression } of alerts) {
      const named = metricsIn(expression);
      assert.ok(named.length > 0, name);
      assert.deepEqual(
        named.filter((metric) => !series.has(metric)),
        [],
        name,
      );
    }
  });

  test('METRICS4 every alert leads to its page, and every page is of an alert', () => {
    const pages = readdirSync(path.join(root, 'docs/runbook'));
    assert.deepEqual(pages.sort(), ['README.md', ...alerts.map(({ name }) => `${name}.md`)].sort());
    for (const { name, runbook } of alerts) assert.equal(runbook, `docs/runbook/${name}.md`);
  });

  test('METRICS4 every page says what it means, how to look, what to do and what not to do', () => {
    for (const { name, runbook } of alerts) {
      const page = read(runbook);
      assert.ok(page.startsWith(`# ${name}\n`), name);
      assert.deepEqual(
        [...page.matchAll(/^## (.+)\n\n.{20}/gm)].map(([, heading]) => heading),
        sections,
        name,
      );
      assert.ok(read('docs/runbook/README.md').includes(`[${name}](${name}.md)`), name);
    }
  });

  test('the checks find what they look for', () => {
    const expression =
      'sum by (le, code) (rate(a_total{b="c_d"}[5m])) / max(b:c) > 2e9 and on (x) f_sum offset 5m';
    assert.deepEqual(metricsIn(expression), ['a_total', 'b:c', 'f_sum']);
    const page = '# TYPE a counter\n# TYPE h histogram\n';
    assert.deepEqual([...seriesOf(page)], ['up', 'a', 'h_bucket', 'h_sum', 'h_count']);
  });
});
