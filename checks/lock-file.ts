import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.ts';

export interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** By their places: `node_modules/zod`, `packages/server`. */
export type Packages = Readonly<Record<string, LockedPackage>>;

export function lockedPackages(): Packages {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Packages;
  };
  return lock.packages;
}

/** The nearest place from which `from` finds the package `name`, as Node looks for it. */
export function placeOf(packages: Packages, from: string, name: string): string | undefined {
  const inner = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (packages[inner]) return inner;
  return from === '' ? undefined : placeOf(packages, outerOf(from), name);
}

function outerOf(from: string): string {
  const at = from.lastIndexOf('/node_modules/');
  return at === -1 ? '' : from.slice(0, at);
}
