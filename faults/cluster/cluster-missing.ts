import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { enginePrograms } from '@parley/testkit/engines/engine-cache.ts';

/** Why no cluster can be started here, if so. */
export function clusterMissing(): string | undefined {
  const missing = ['nats-server', 'mariadbd', 'java'].filter((program) => !onPath(program));
  if (!existsSync(enginePrograms().opensearch ?? '')) missing.push('opensearch');
  if (missing.length === 0) return undefined;
  return `no ${missing.join(', no ')}: install nats-server, mariadb-server and Java, then npm run engines`;
}

function onPath(program: string): boolean {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
  return folders.some((folder) => folder !== '' && existsSync(join(folder, program)));
}
