import { type LockedPackage, type Packages, placeOf } from './lock-file.ts';

/** A package of others that runs where Parley runs, or in the browser of its people. */
export interface ProductionPackage {
  readonly name: string;
  readonly place: string;
  readonly locked: LockedPackage;
  /** The parts of Parley that need it. */
  readonly parts: readonly string[];
}

/** What of the repository is run, by where it stands; test and build tools are not. */
const parts: Readonly<Record<string, string>> = {
  '': 'start',
  'packages/server': 'server',
  'packages/web': 'web app',
};

/** Everything the parts need, directly or through others, optional packages for other systems included. */
export function productionPackages(packages: Packages): ProductionPackage[] {
  const found = new Map<string, Set<string>>();
  for (const [folder, part] of Object.entries(parts)) {
    for (const place of reached(packages, folder))
      found.set(place, (found.get(place) ?? new Set()).add(part));
  }
  return [...found]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([place, needed]) => ({
      name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
      place,
      locked: packages[place] ?? {},
      parts: [...needed],
    }));
}

/** Packages of others that are reached from a folder, through our own as well. */
function reached(packages: Packages, from: string): Set<string> {
  const seen = new Set<string>([from]);
  for (const place of seen) {
    const { dependencies, optionalDependencies } = packages[place] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const next = name.startsWith('@parley/')
        ? `packages/${name.slice('@parley/'.length)}`
        : placeOf(packages, place, name);
      if (next !== undefined) seen.add(next);
    }
  }
  return new Set([...seen].filter((place) => place.includes('node_modules/')));
}

/** Where packages come from; the lock file names only other places. */
const registry = 'https://registry.npmjs.org/';

/** Licences under which others' code may come with Apache-2.0: none asks for more than its notice. */
export const allowedLicences = [
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'BSD-3-Clause',
  'BSD-2-Clause',
  'ISC',
  'Unlicense',
  '0BSD',
  'BlueOak-1.0.0',
];

/** Packages whose install script may run, each with the reason. */
export const allowedScripts: Readonly<Record<string, string>> = {
  node: 'puts the Node that everything runs on in its place',
};

/** What is wrong with packages: a licence that nobody agreed to, a script at install, a source or sum that is missing. */
export function packageProblems(found: readonly Pick<ProductionPackage, 'name' | 'locked'>[]): string[] {
  return found.flatMap(({ name, locked }) => [
    ...(allowedLicences.includes(locked.license ?? '')
      ? []
      : [`${name}: licence ${locked.license ?? 'unknown'}`]),
    ...(locked.hasInstallScript && !Object.hasOwn(allowedScripts, name)
      ? [`${name}: an install script`]
      : []),
    ...((locked.resolved ?? registry).startsWith(registry) ? [] : [`${name}: not from the registry`]),
    ...(locked.integrity?.startsWith('sha512-') ? [] : [`${name}: no checksum`]),
  ]);
}
