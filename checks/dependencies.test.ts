import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { lockedPackages } from './lock-file.ts';
import { allowedScripts, packageProblems, productionPackages } from './production-packages.ts';
import { root } from './root.ts';

describe('what others wrote and Parley runs', () => {
  const packages = lockedPackages();
  const found = productionPackages(packages);

  test('SEC8 each package has an agreed licence, a checksum, comes from the registry, and runs nothing when installed', (t) => {
    t.diagnostic(`${found.length} packages`);
    assert.deepEqual(packageProblems(found), []);
  });

  test('SEC8 no tool runs anything when installed either, but what is agreed', () => {
    const scripts = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
    const names = scripts.map(([place]) => place.replace(/^.*node_modules\//, ''));
    assert.deepEqual(names, Object.keys(allowedScripts));
    const { allowScripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    assert.deepEqual(Object.keys(allowScripts), Object.keys(allowedScripts));
  });

  test('this check finds what it looks for', () => {
    const locked = { license: 'MIT', resolved: 'https://registry.npmjs.org/a', integrity: 'sha512-x' };
    assert.deepEqual(packageProblems([{ name: 'a', locked }]), []);
    const problems = (change: object) => packageProblems([{ name: 'a', locked: { ...locked, ...change } }]);
    assert.deepEqual(problems({ license: 'GPL-3.0' }), ['a: licence GPL-3.0']);
    assert.deepEqual(problems({ license: undefined }), ['a: licence unknown']);
    assert.deepEqual(problems({ hasInstallScript: true }), ['a: an install script']);
    assert.deepEqual(problems({ resolved: 'git+ssh://x' }), ['a: not from the registry']);
    assert.deepEqual(problems({ integrity: 'sha1-x' }), ['a: no checksum']);
    const tree = {
      '': { dependencies: { a: '1' } },
      'packages/server': { dependencies: { '@parley/protocol': '1' }, devDependencies: { d: '1' } },
      'packages/protocol': { dependencies: { b: '1' } },
      'node_modules/a': { optionalDependencies: { b: '2' } },
      'node_modules/a/node_modules/b': {},
      'node_modules/b': {},
      'node_modules/d': {},
    };
    assert.deepEqual(
      productionPackages(tree).map(({ place, parts }) => [place, parts.join()]),
      [
        ['node_modules/a', 'start'],
        ['node_modules/a/node_modules/b', 'start'],
        ['node_modules/b', 'server'],
      ],
    );
  });
});
