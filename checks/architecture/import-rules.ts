import { type Import, importsOf } from './imports.ts';
import { isForTests, isTest, type SourceFile, type Violation } from './source-file.ts';
import { nodeAllowed, vendors } from './vendors.ts';
import { zoneOf } from './zones.ts';

/** Layers and libraries: who may import what (DESIGN of the tree in ARCHITECTURE.md). */
export function importViolations(file: SourceFile): Violation[] {
  return importsOf(file).flatMap((found) => [
    ...layerViolations(file, found),
    ...vendorViolations(file, found),
  ]);
}

function layerViolations(file: SourceFile, { target, specifier }: Import): Violation[] {
  if (target === undefined || isForTests(file.path)) return [];
  const from = zoneOf(file.path);
  const to = zoneOf(target);
  if (isForTests(target)) {
    return [{ path: file.path, rule: 'layers', what: `imports ${specifier}, which is for tests` }];
  }
  if (!from || !to) {
    const stray = from ? target : file.path;
    return [
      {
        path: file.path,
        rule: 'layers',
        what: `${stray} belongs to no zone; see checks/architecture/zones.ts`,
      },
    ];
  }
  if (from === to || from.mayImport.includes('*') || from.mayImport.includes(to.name)) return [];
  const what = `${from.name} imports ${specifier} (${to.name}); it may import: ${from.mayImport.join(', ') || 'nothing of ours'}`;
  return [{ path: file.path, rule: 'layers', what }];
}

function vendorViolations(file: SourceFile, { vendor }: Import): Violation[] {
  if (vendor === undefined) return [];
  const places = vendors[vendor] ?? (vendor.startsWith('node:') ? nodeAllowed : undefined);
  if (places === undefined) {
    return [
      {
        path: file.path,
        rule: 'vendors',
        what: `imports ${vendor}, which checks/architecture/vendors.ts does not know`,
      },
    ];
  }
  const isPlace = vendor !== 'node:test' && places.some((place) => place.test(file.path));
  if (isPlace || testMay(file.path, vendor)) return [];
  return [{ path: file.path, rule: 'vendors', what: `imports ${vendor}, which is not for this folder` }];
}

/** A test may use Node itself and any library its own package may. */
function testMay(path: string, vendor: string): boolean {
  if (vendor === 'node:test') return isForTests(path);
  if (!isForTests(path)) return false;
  const packageFolder = /^packages\/[^/]+\//.exec(path)?.[0] ?? 'checks/';
  const places = vendors[vendor];
  if (places === undefined) return vendor.startsWith('node:');
  return (
    isTest(path) && places.some((place) => place.source.replaceAll('\\', '').startsWith(`^${packageFolder}`))
  );
}

/** Circles of imports, each named once from its first file. */
export function cycleViolations(files: readonly SourceFile[]): Violation[] {
  const graph = new Map(files.map((file) => [file.path, targetsOf(file)]));
  const done = new Set<string>();
  const found: Violation[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at !== -1) {
      found.push({ path, rule: 'cycles', what: [...trail.slice(at), path].join(' → ') });
      return;
    }
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}

function targetsOf(file: SourceFile): string[] {
  return importsOf(file)
    .map(({ target }) => target)
    .filter((target) => target !== undefined);
}
