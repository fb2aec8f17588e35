import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ClusterEngines } from './engines/cluster-engines.ts';

const run = promisify(execFile);

/** Engines that whoever runs the tests has started for them; then every server under test is a cluster of three nodes. */
export const sharedEngines: ClusterEngines | undefined =
  process.env.PARLEY_TEST_CLUSTER === undefined ? undefined : JSON.parse(process.env.PARLEY_TEST_CLUSTER);

/** Settings of one cluster on shared engines: a name space of its own, the same each time for the same data folder. */
export async function clusterSettings(
  engines: ClusterEngines,
  data: string,
): Promise<Readonly<Record<string, string>>> {
  const file = join(data, 'cluster-place.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const name = `test-${randomBytes(5).toString('hex')}`;
  const database = new URL(engines.mysql);
  await createDatabase(database, name);
  database.pathname = `/${name}`;
  const settings = {
    PARLEY_NATS_URL: engines.nats,
    PARLEY_MYSQL_URL: database.href,
    PARLEY_ELASTICSEARCH_URL: engines.search,
    PARLEY_CLUSTER_NAME: name,
    PARLEY_PARTITIONS: '3',
    PARLEY_LOG_REPLICAS: '1',
  };
  writeFileSync(file, JSON.stringify(settings));
  return settings;
}

async function createDatabase({ hostname, port, username, password }: URL, name: string): Promise<void> {
  const options = ['--no-defaults', `--host=${hostname}`, `--port=${port}`, `--user=${username}`];
  const env = { ...process.env, MYSQL_PWD: decodeURIComponent(password) };
  await run('mariadb', [...options, `--execute=create database \`${name}\``], { env });
}
