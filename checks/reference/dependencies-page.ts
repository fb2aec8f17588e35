import { lockedPackages } from '../lock-file.ts';
import { productionPackages } from '../production-packages.ts';
import { page, table } from './markdown.ts';

const introduction = `Everything by others that runs where Parley runs, or is part of the web app, directly or through others. Packages for other
systems than one's own are listed too. Tools for tests and builds are not. A check refuses a licence that is not agreed, a script at
install, a package without a checksum or from elsewhere than the registry (SEC8); how they are chosen is in
[decision 7](../decisions/0007-libraries.md).`;

/** The packages that come with Parley, with their licences. */
export function dependenciesPage(): string {
  const found = productionPackages(lockedPackages());
  const licences = Map.groupBy(found, ({ locked }) => locked.license ?? 'unknown');
  const counts = [...licences].map(([licence, packages]) => [licence, String(packages.length)]);
  const rows = found.map(({ name, locked, parts }) => [
    name,
    locked.version ?? '',
    locked.license ?? '',
    parts.join(', '),
  ]);
  return page('Dependencies', 'package-lock.json', [
    introduction,
    `${found.length} packages.`,
    table(
      ['licence', 'packages'],
      counts.toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1)),
    ),
    table(['package', 'version', 'licence', 'part of'], rows),
  ]);
}
