import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { type LockedPackage, lockedPackages, type Packages, placeOf } from './lock-file.ts';
import { root } from './root.ts';

/** What `npm ci` would refuse: dependencies without an entry, such as those for other systems than the author's. */
function missingFrom(packages: Packages): string[] {
  return Object.entries(packages).flatMap(
    ([from, { dependencies, optionalDependencies, devDependencies }]) => {
      const isOurs = !from.includes('node_modules/');
      const wanted = { ...dependencies, ...optionalDependencies, ...(isOurs ? devDependencies : {}) };
      return Object.keys(wanted)
        .filter((name) => placeOf(packages, from, name) === undefined)
        .map((name) => `${name}, which ${from || 'the root'} needs`);
    },
  );
}

describe('package-lock.json', () => {
  const lock = lockedPackages();

  test('has every package for every system, so that npm ci works everywhere', () => {
    assert.deepEqual(missingFrom(lock), []);
  });

  test('says what the package.json files say', () => {
    for (const [folder, locked] of Object.entries(lock)) {
      if (folder.includes('node_modules/')) continue;
      const file = path.join(root, folder, 'package.json');
      const { dependencies, devDependencies } = JSON.parse(readFileSync(file, 'utf8')) as LockedPackage;
      assert.deepEqual([dependencies, devDependencies], [locked.dependencies, locked.devDependencies], file);
    }
  });

  test('this check finds what it looks for', () => {
    const packages = {
      '': { dependencies: { a: '1', c: '1' } },
      'node_modules/a': { version: '1', optionalDependencies: { b: '1', c: '1' } },
      'node_modules/a/node_modules/c': { version: '1', dependencies: { a: '1' } },
    };
    assert.deepEqual(missingFrom(packages), ['c, which the root needs', 'b, which node_modules/a needs']);
  });
});
