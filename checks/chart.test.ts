import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { optionKeys, optionOf } from '@parley/server/config/options.ts';
import { parse, parseAllDocuments } from 'yaml';
import { root } from './root.ts';

const chart = path.join(root, 'deploy/helm/parley');
const read = (file: string) => readFileSync(path.join(chart, file), 'utf8');
const templates = readdirSync(path.join(chart, 'templates')).map((name) => read(`templates/${name}`));
const used = [...new Set(templates.flatMap(valuesIn))].sort();
const values: unknown = parse(read('values.yaml'));
const hasHelm = spawnSync('helm', ['version'], { stdio: 'ignore' }).status === 0;

/** The values a template names, as paths. */
function valuesIn(template: string): string[] {
  return [...template.matchAll(/\.Values\.([\w.]+)/g)].map(([, name = '']) => name);
}

/** Every value that is no map of further ones; a list, and a map handed on whole, count as one. */
function pathsOf(value: unknown, before = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [before];
  if (before !== '' && used.includes(before)) return [before];
  return Object.entries(value).flatMap(([key, inner]) =>
    pathsOf(inner, before === '' ? key : `${before}.${key}`),
  );
}

describe('the Helm chart', () => {
  test('DEPLOY6 templates use the values of values.yaml, all and no others', () => {
    assert.ok(used.length > 25);
    assert.deepEqual(pathsOf(values).sort(), used);
    assert.deepEqual(Object.keys(parse(read('Chart.yaml'))).slice(0, 2), ['apiVersion', 'name']);
  });

  test('DEPLOY2 what the chart sets are options', () => {
    const settings = templates.flatMap((text) =>
      [...text.matchAll(/name: (PARLEY_\w+)/g)].map(([, name]) => name),
    );
    const known: string[] = optionKeys.map((key) => optionOf(key).env);
    assert.ok(settings.length >= 10);
    assert.deepEqual(
      settings.filter((name = '') => !known.includes(name)),
      [],
    );
  });

  test('DEPLOY6 a node goes once another is ready, and finishes before', () => {
    const deployment = read('templates/deployment.yaml');
    assert.match(deployment, /maxUnavailable: 0, maxSurge: 1/);
    assert.match(deployment, /readinessProbe:\n +httpGet: \{ path: \/readyz/);
    assert.match(deployment, /livenessProbe:\n +httpGet: \{ path: \/healthz/);
    assert.match(deployment, /preStop:\n +exec: \{ command: \[sleep/);
    assert.match(deployment, /readOnlyRootFilesystem: true\n +capabilities: \{ drop: \[ALL\] \}/);
    const { drainSeconds, terminationGraceSeconds } = values as Record<string, number>;
    // Besides, requests under way have ten seconds (HTTP11), and what waits for the log ten more.
    assert.ok((terminationGraceSeconds ?? 0) >= (drainSeconds ?? 0) + 30);
  });

  test('DEPLOY6 helm renders it, and refuses without what has no default', {
    skip: !hasHelm && 'there is no helm',
  }, () => {
    const given = [
      'image.repository=r/p',
      'publicUrl=https://chat.example.org',
      'secrets.existingSecret=s',
      'pictures.existingClaim=p',
    ];
    const render = (settings: readonly string[]) => {
      const set = settings.flatMap((each) => ['--set', each]);
      return spawnSync('helm', ['template', 'chat', chart, '--kube-version', '1.30.0', ...set], {
        encoding: 'utf8',
      });
    };
    const { status, stdout, stderr } = render([
      ...given,
      'serviceMonitor.enabled=true',
      'environment.PARLEY_NAME=Ours',
    ]);
    assert.equal(status, 0, stderr);
    const kinds = parseAllDocuments(stdout).map((document) => document.toJS().kind as string);
    const all = [
      'Deployment',
      'Ingress',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'Service',
      'Service',
      'ServiceMonitor',
    ];
    assert.deepEqual(kinds.sort(), all);
    for (const missing of given) {
      const [name = ''] = missing.split('=');
      const refused = render(given.filter((each) => each !== missing));
      assert.notEqual(refused.status, 0, name);
      assert.ok(refused.stderr.includes(name), name);
    }
  });
});
