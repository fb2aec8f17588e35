import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { optionKeys, optionOf } from '@parley/server/config/options.ts';
import { pingIntervalMs } from '@parley/server/features/realtime/frame-handler.ts';
import { type ComposeFile, environmentOf, publishedPorts, readCompose, settingsIn } from './deploy-files.ts';
import { root } from './root.ts';

const deploy = path.join(root, 'deploy');
const read = (file: string) => readFileSync(path.join(deploy, file), 'utf8');
const composeFiles = readdirSync(deploy).filter((name) => name.startsWith('compose.'));
const cluster: ComposeFile = readCompose(read('compose.cluster.yaml'));
const nodes = Object.keys(cluster.services).filter((name) => name.startsWith('parley'));
const natsServers = Object.keys(cluster.services).filter((name) => name.startsWith('nats'));

describe('compose files', () => {
  for (const file of composeFiles) {
    const { services, volumes = {}, secrets = {} } = readCompose(read(file));

    test(`DEPLOY1 ${file}: secrets come from files or from variables that must be set`, () => {
      for (const [name, service] of Object.entries(services)) {
        for (const [variable, value] of Object.entries(environmentOf(service))) {
          if (!/PASSWORD|SECRET|_KEY|TOKEN/.test(variable)) continue;
          assert.match(
            value,
            /^(\/run\/secrets\/[\w-]+|\$\{\w+:\?.+\}|\$\{\w+:-\})$/,
            `${name}: ${variable}`,
          );
        }
        for (const used of service.secrets ?? []) {
          assert.ok((typeof used === 'string' ? used : used.source) in secrets, `${name}: ${String(used)}`);
        }
      }
    });

    test(`DEPLOY2 ${file}: its settings are options, its folders and files are there`, () => {
      for (const [name, service] of Object.entries(services)) {
        assertOptions(Object.keys(environmentOf(service)), name);
        for (const volume of service.volumes ?? []) {
          const [source = ''] = volume.split(':');
          const found = source.startsWith('.') ? existsSync(path.join(deploy, source)) : source in volumes;
          assert.ok(found, `${name}: ${volume}`);
        }
      }
    });

    test(`DEPLOY3 ${file}: services give up rights, are started again, and publish on loopback only`, () => {
      for (const [name, service] of Object.entries(services)) {
        assert.deepEqual(service.cap_drop, ['ALL'], name);
        assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name);
        assert.equal(service.restart, 'unless-stopped', name);
        assert.match(service.image ?? '', /^[\w/]+:[\w.-]+$/, name);
        for (const port of service.ports ?? []) assert.match(port, /^127\.0\.0\.1:/, name);
      }
    });
  }

  test('DEPLOY3 the engines of the cluster say whether they are well, and the balancer alone has a port', () => {
    assert.deepEqual(publishedPorts(cluster), { balancer: ['127.0.0.1:8080:8080'] });
    for (const [name, service] of Object.entries(cluster.services)) {
      if (name === 'balancer') continue;
      // A node's own is in the Dockerfile.
      assert.ok(service.healthcheck !== undefined || nodes.includes(name), name);
      assert.ok(service.networks?.includes('engines'), name);
    }
    assert.equal(cluster.networks?.engines?.internal, true);
  });
});

describe('the cluster', () => {
  test('DEPLOY4 MariaDB is set as docs/sharding.md wants it', () => {
    const wanted = readFileSync(path.join(root, 'docs/sharding.md'), 'utf8').matchAll(
      /`((?:innodb_|sync_|binlog_)\w+=\w+)`/g,
    );
    const flags = [...wanted].map(([, setting = '']) => `--${setting.replaceAll('_', '-')}`);
    assert.equal(flags.length, 4);
    for (const flag of flags) assert.ok(cluster.services.database?.command?.includes(flag), flag);
  });

  test('DEPLOY4 each NATS server has its own folder, and writes to the disk before it answers', () => {
    const folders = natsServers.map((name) =>
      cluster.services[name]?.volumes?.find((each) => each.endsWith(':/data')),
    );
    assert.equal(new Set(folders).size, 3);
    assert.match(read('nats/nats.conf'), /store_dir: \/data\n[\s\S]*sync_interval: always/);
  });

  test('DEPLOY5 the balancer knows every node, and asks it whether it is ready', () => {
    const balancer = read('haproxy/haproxy.cfg');
    const servers = [...balancer.matchAll(/^ {2}server (\w+) (\w+):8080$/gm)].map(([, , host]) => host);
    assert.deepEqual(servers, nodes);
    for (const line of ['balance leastconn', 'option forwardfor', 'http-check send meth GET uri /readyz']) {
      assert.ok(balancer.includes(line), line);
    }
    assert.match(balancer, /http-request deny .*path \/metrics \/readyz/);
    for (const [, seconds] of balancer.matchAll(/timeout (?:client|server|tunnel) (\d+)s/g)) {
      assert.ok(Number(seconds) * 1000 > 3 * pingIntervalMs);
    }
    const { subnet } = cluster.networks?.edge?.ipam?.config[0] ?? {};
    for (const name of nodes) {
      const node = cluster.services[name];
      assert.ok(node !== undefined);
      assert.equal(environmentOf(node).PARLEY_TRUSTED_PROXIES, subnet);
    }
  });

  test('DEPLOY1 its secrets are made by chance, once, for their owner alone', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-secrets-'));
    const made = path.join(folder, 'secrets');
    cpSync(path.join(deploy, 'make-secrets.sh'), path.join(folder, 'make-secrets.sh'));
    const make = () => execFileSync('sh', [path.join(folder, 'make-secrets.sh')], { encoding: 'utf8' });
    const secret = (name: string) => readFileSync(path.join(made, name), 'utf8');
    try {
      make();
      const files = readdirSync(made);
      const before = files.map(secret);
      for (const { file } of Object.values(cluster.secrets ?? {})) {
        assert.ok(files.includes(path.basename(file)), file);
      }
      assert.equal(statSync(made).mode & 0o777, 0o700);
      assert.match(secret('operator-key'), /^[0-9a-f]{48}$/);
      for (const name of natsServers) {
        assert.ok(secret('nats-url').includes(`${name}:4222`), name);
        assert.ok(secret('route-auth.conf').includes(`@${name}:6222"`), name);
      }
      assert.doesNotMatch(make(), /[0-9a-f]{48}/);
      assert.deepEqual(files.map(secret), before);
    } finally {
      rmSync(folder, { recursive: true });
    }
    assert.match(read('Dockerfile.dockerignore'), /^deploy\/secrets$/m);
    assert.match(readFileSync(path.join(root, '.gitignore'), 'utf8'), /^deploy\/secrets\/$/m);
  });
});

function assertOptions(variables: readonly string[], where: string): void {
  const known = optionKeys
    .map(optionOf)
    .flatMap(({ env, secret }) => (secret ? [env, `${env}_FILE`] : [env]));
  for (const name of settingsIn(variables))
    assert.ok(known.includes(name as `PARLEY_${string}`), `${where}: ${name}`);
}
