import assert from 'node:assert/strict';
import { test } from 'node:test';
import { optionsHelp, optionsReference } from './describe.ts';
import { fileKeyOf } from './option.ts';
import { optionKeys, optionOf } from './options.ts';
import { defaultOf, parseConfig } from './parse-config.ts';
import { printedFile } from './print.ts';
import { listeningUrl } from './reachability.ts';
import { readValue } from './read-value.ts';

test('CFG1 every option is in --help and on the reference page, with its variable and its file key', () => {
  const help = optionsHelp();
  const reference = optionsReference();
  for (const key of optionKeys) {
    const option = optionOf(key);
    assert.ok(help.includes(`${option.env}=`), option.env);
    assert.ok(reference.includes(`| \`${option.env}\` | \`${fileKeyOf(option)}\` |`), option.env);
  }
});

test('CFG1 no two options share a variable, and every default is a value the option takes', () => {
  const variables = optionKeys.map((key) => optionOf(key).env);
  assert.equal(new Set(variables).size, variables.length);
  for (const key of optionKeys) {
    const standard = defaultOf(optionOf(key));
    if (standard === undefined || Array.isArray(standard)) continue;
    assert.deepEqual(readValue(optionOf(key), String(standard)), { value: standard }, key);
  }
});

test('CFG2 what print-config writes as a file reads back to the same configuration', () => {
  const environment = { PARLEY_PORT: '0', PARLEY_NAME: 'Ours', PARLEY_TRUSTED_PROXIES: '10.0.0.0/8,::1' };
  const first = parseConfig({ environment, readFile: () => '', isTerminal: true });
  assert.ok(first.ok);
  const file = printedFile(first.values);
  const second = parseConfig({ environment: { PARLEY_CONFIG: 'f' }, readFile: () => file, isTerminal: true });
  assert.ok(second.ok);
  assert.deepEqual(second.config, first.config);
});

test('CFG8 without a public address links lead to where the server listens', () => {
  assert.equal(listeningUrl('127.0.0.1', 8080), 'http://127.0.0.1:8080');
  assert.equal(listeningUrl('0.0.0.0', 80), 'http://localhost:80');
  assert.equal(listeningUrl('::1', 80), 'http://[::1]:80');
});
