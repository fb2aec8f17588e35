import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mavenPath, type SearchDistribution, searchDistributions } from './search-distribution.ts';

const run = promisify(execFile);
const mavenCentral = 'https://repo.maven.apache.org/maven2';

/**
 * Folder of fetched engines: PARLEY_ENGINES, else in the user's cache. Not in root's: engines refuse to run as
 * root, and whom they run as instead may not look in there.
 */
export function enginesFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { PARLEY_ENGINES, XDG_CACHE_HOME } = environment;
  if (PARLEY_ENGINES) return PARLEY_ENGINES;
  const cache = process.getuid?.() === 0 ? '/var/cache' : XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'parley', 'engines');
}

/** Where a distribution is, or will be once it has been fetched. */
export function engineFolder({ product, version }: SearchDistribution): string {
  return join(enginesFolder(), `${product}-${version}`);
}

/** The program that starts each engine, by its name; there once the engine has been fetched. */
export function enginePrograms(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    searchDistributions.map((each) => [each.product, join(engineFolder(each), 'bin', each.product)]),
  );
}

/** The folder of a distribution; fetched from Maven Central (or PARLEY_MAVEN_URL) and verified when it is not there. */
export async function fetchEngine(distribution: SearchDistribution): Promise<string> {
  const folder = engineFolder(distribution);
  if (existsSync(folder)) return folder;
  await mkdir(enginesFolder(), { recursive: true });
  const unpacked = await mkdtemp(`${folder}-`);
  try {
    const archive = join(unpacked, 'distribution.zip');
    await writeFile(archive, await download(distribution));
    await run('unzip', ['-q', archive, '-d', unpacked]);
    // Whole or not at all, also when two fetch it at once.
    await rename(join(unpacked, `${distribution.product}-${distribution.version}`), folder).catch((error) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(unpacked, { recursive: true });
  }
  return folder;
}

async function download(distribution: SearchDistribution): Promise<Uint8Array> {
  const url = `${process.env.PARLEY_MAVEN_URL || mavenCentral}/${mavenPath(distribution)}`;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  const bytes = await response.bytes();
  const found = createHash('sha512').update(bytes).digest('hex');
  if (found !== distribution.sha512) throw new Error(`${url} has another checksum: ${found}`);
  return bytes;
}
