import { chownSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SearchDistribution } from './search-distribution.ts';

/** Engines refuse to run as root; this is `nobody`. */
export const nobody = 65_534;
export const asRoot = process.getuid?.() === 0;

const warningsOnly = `status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%p] %c{1.}: %m%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
`;

export interface NodeHome {
  readonly folder: string;
  readonly config: string;
}

/** Settings of a node, as its configuration names them. */
export type NodeSettings = Readonly<Record<string, string | number | boolean>>;

/** What a node is for: `tests` compiles little, so that it starts soon; `measuring` all that Java can. */
export type NodePurpose = 'tests' | 'measuring';

const compilers: Record<NodePurpose, string> = { tests: '-XX:TieredStopAtLevel=1\n', measuring: '' };

/** A folder for what one node writes, and its settings; the distribution itself is shared and stays as it is. */
export async function makeNodeHome(
  distribution: SearchDistribution,
  more: NodeSettings,
  purpose: NodePurpose,
): Promise<NodeHome> {
  const { product } = distribution;
  const folder = await mkdtemp(join(tmpdir(), `parley-${product}-`));
  const [config, temporary] = [join(folder, 'config'), join(folder, 'tmp')];
  for (const part of [config, temporary]) await mkdir(part);
  await writeFile(join(config, `${product}.yml`), settingsOf(distribution, folder, more));
  const java = `-Xms512m\n-Xmx512m\n${compilers[purpose]}-Djava.io.tmpdir=${temporary}\n`;
  await writeFile(join(config, 'jvm.options'), java);
  await writeFile(join(config, 'log4j2.properties'), warningsOnly);
  if (asRoot) for (const part of [folder, config, temporary]) chownSync(part, nobody, nobody);
  return { folder, config };
}

function settingsOf({ product }: SearchDistribution, folder: string, more: NodeSettings): string {
  const settings = {
    'discovery.type': 'single-node',
    'network.host': '127.0.0.1',
    'path.data': join(folder, 'data'),
    'path.logs': join(folder, 'logs'),
    // Tests make many small indexes, and the disk they are on may be nearly full.
    'cluster.max_shards_per_node': 5000,
    'cluster.routing.allocation.disk.threshold_enabled': false,
    // So little that tests meet the back-pressure that large installations meet.
    'indexing_pressure.memory.limit': '4mb',
    ...(product === 'elasticsearch' && { 'xpack.security.enabled': false }),
    ...more,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
    .join('');
}
