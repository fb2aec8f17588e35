import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ParsedConfig, parseConfig } from './parse-config.ts';
import { printedFile, printedOptions } from './print.ts';
import { problemLine } from './problem.ts';

type Environment = Record<string, string | undefined>;

function parse(environment: Environment, files: Record<string, string> = {}): ParsedConfig {
  const readFile = (path: string): string => {
    const text = files[path];
    if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    return text;
  };
  return parseConfig({ environment, readFile, isTerminal: false });
}

function sound(environment: Environment, files?: Record<string, string>) {
  const parsed = parse(environment, files);
  if (!parsed.ok) assert.fail(parsed.problems.map(problemLine).join('\n'));
  return parsed;
}

function problems(environment: Environment, files?: Record<string, string>): string[] {
  const parsed = parse(environment, files);
  assert.equal(parsed.ok, false);
  return parsed.ok ? [] : parsed.problems.map(problemLine);
}

const wholeCluster = {
  PARLEY_NATS_URL: 'nats://n:4222',
  PARLEY_MYSQL_URL: 'mysql://u:p@db/parley',
  PARLEY_ELASTICSEARCH_URL: 'http://es:9200/',
};

test('CFG1 with nothing set the server is complete: embedded, on loopback, port 8080, ./data', () => {
  const { config, origins, warnings } = sound({});
  assert.deepEqual(config.engines, { profile: 'embedded' });
  assert.equal(config.host, '127.0.0.1');
  assert.equal(config.port, 8080);
  assert.equal(config.data, './data');
  assert.equal(config.contentBytes, 16_384);
  assert.equal(config.rateLimits, true);
  assert.equal(config.logFormat, 'json');
  assert.equal(config.smtpUrl, undefined);
  assert.equal(origins.port, 'default');
  assert.deepEqual(warnings, []);
});

test('CFG2 the environment wins over the file, the file over the default; empty means unset', () => {
  const files = {
    'p.json': '{"port": 9000, "rate_limits": false, "name": "From file", "trusted_proxies": ["10.0.0.0/8"]}',
  };
  const { config, origins } = sound({ PARLEY_CONFIG: 'p.json', PARLEY_PORT: '9001', PARLEY_NAME: '' }, files);
  assert.equal(config.port, 9001);
  assert.equal(config.rateLimits, false);
  assert.equal(config.name, 'From file');
  assert.deepEqual(config.trustedProxies, ['10.0.0.0/8']);
  assert.deepEqual([origins.port, origins.name, origins.host], ['environment', 'file', 'default']);
});

test('CFG3 all problems are reported together, each naming the variable and the remedy', () => {
  const found = problems(
    {
      PARLEY_CONFIG: 'p.json',
      PARLEY_PORT: '80a',
      PARLEY_SESSION_DAYS: '0',
      PARLEY_RATE_LIMITS: 'maybe',
      PARLEY_REGISTRATION: 'shut',
      PARLEY_PUBLIC_URL: 'chat.example.org',
      PARLEY_TRUSTED_PROXIES: '10.0.0.1, nginx',
    },
    { 'p.json': '{"prot": 1, "large_chat": "many"}' },
  );
  assert.deepEqual(found, [
    'prot in p.json is not an option; did you mean port?',
    'PARLEY_PORT is "80a", not a whole number; give a whole number from 0 to 65535.',
    'PARLEY_PUBLIC_URL is not an address ("chat.example.org"); give an address that starts with http:// or https://.',
    'PARLEY_TRUSTED_PROXIES has "nginx", which is no address or network; give addresses such as 127.0.0.1 or networks such as 10.0.0.0/8, separated by commas.',
    'PARLEY_REGISTRATION is "shut"; give one of open, closed.',
    'PARLEY_SESSION_DAYS is 0, out of range; give a whole number from 1 to 3650.',
    'PARLEY_RATE_LIMITS is "maybe"; give on or off.',
    'large_chat in p.json is "many", not a whole number; give a whole number from 2 to 1000000.',
  ]);
});

test('CFG1 CFG3 a share is a number from 0 to 1, from the environment or a file', () => {
  assert.equal(sound({}).config.tracesRatio, 0.01);
  for (const [text, value] of [
    ['0', 0],
    ['.25', 0.25],
    ['1', 1],
  ] as const) {
    assert.equal(sound({ PARLEY_TRACES_RATIO: text }).config.tracesRatio, value);
  }
  const file = sound({ PARLEY_CONFIG: 'p.json' }, { 'p.json': '{"traces_ratio": 0.05}' });
  assert.equal(file.config.tracesRatio, 0.05);
  for (const text of ['1.01', '-0.1', 'half', '1e-3', '5%', '.']) {
    const [problem = ''] = problems({ PARLEY_TRACES_RATIO: text });
    assert.match(problem, /PARLEY_TRACES_RATIO.*from 0 to 1/, text);
  }
});

test('CFG3 a file that is missing, or is not a JSON object, is a problem of its own', () => {
  assert.match(
    problems({ PARLEY_CONFIG: 'gone.json' })[0] ?? '',
    /PARLEY_CONFIG names gone\.json, which cannot be read \(ENOENT\)/,
  );
  assert.match(problems({ PARLEY_CONFIG: 'p' }, { p: '[1]' })[0] ?? '', /p is not a JSON object/);
  assert.match(
    problems({ PARLEY_CONFIG: 'p' }, { p: '{"operator_key": "hunter2' })[0] ?? '',
    /p is not a JSON object/,
  );
});

test('CFG3 a Kubernetes service link in PARLEY_PORT is recognised', () => {
  assert.match(problems({ PARLEY_PORT: 'tcp://10.3.2.1:8080' })[0] ?? '', /enableServiceLinks: false/);
});

test('CFG4 secrets never appear: neither in problems nor in what is printed', () => {
  const secrets = {
    PARLEY_OPERATOR_KEY: 'open-sesame-open-sesame',
    PARLEY_SMTP_URL: 'smtp://me:hunter2@mail',
  };
  const { values, origins } = sound(secrets);
  const shown = JSON.stringify(printedOptions(values, origins)) + printedFile(values);
  assert.doesNotMatch(shown, /sesame|hunter2/);
  assert.match(shown, /"PARLEY_SMTP_URL","value":"\(secret, set\)","source":"environment"/);
  const wrong = problems({
    PARLEY_OPERATOR_KEY: 'sesame',
    PARLEY_SMTP_URL: 'hunter2@mail',
    PARLEY_NATS_URL: 'x://hunter2',
  });
  assert.equal(wrong.length, 3);
  assert.doesNotMatch(wrong.join(), /sesame|hunter2/);
});

test('CFG4 a secret may be in a file of its own, named by its variable with _FILE', () => {
  const { config, origins } = sound(
    { PARLEY_OPERATOR_KEY_FILE: '/run/key' },
    { '/run/key': 'open-sesame-open-sesame\n' },
  );
  assert.equal(config.operatorKey, 'open-sesame-open-sesame');
  assert.equal(origins.operatorKey, 'secret file');
});

test('CFG5 an unknown PARLEY_ variable does not stop the server, and the likely name is suggested', () => {
  const { warnings } = sound({ PARLEY_PROT: '80', PARLEY_ZZZZZZZZZZ: '1', PATH: '/bin' });
  assert.deepEqual(warnings.map(problemLine), [
    'PARLEY_PROT is not an option; did you mean PARLEY_PORT?',
    'PARLEY_ZZZZZZZZZZ is not an option; remove it; `parley serve --help` lists all options.',
  ]);
});

test('CFG9 a proxy that ends TLS and is not named does not stop the server, and what that means is said', () => {
  const proxied = { PARLEY_PUBLIC_URL: 'https://chat.example.org' };
  assert.deepEqual(sound(proxied).warnings.map(problemLine), [
    'PARLEY_PUBLIC_URL begins with https, so that a proxy ends TLS, but none is trusted to name who asks; set PARLEY_TRUSTED_PROXIES to its address, or the limits take all people for one.',
  ]);
  assert.deepEqual(sound({ ...proxied, PARLEY_TRUSTED_PROXIES: '10.0.0.7' }).warnings, []);
});

test('CFG6 half a cluster is refused, saying what is missing; a whole one is a profile of its own', () => {
  assert.deepEqual(sound(wholeCluster).config.engines, {
    profile: 'cluster',
    natsUrl: 'nats://n:4222',
    mysqlUrl: 'mysql://u:p@db/parley',
    elasticsearchUrl: 'http://es:9200',
  });
  const { PARLEY_NATS_URL, PARLEY_ELASTICSEARCH_URL, ...half } = wholeCluster;
  assert.match(problems(half)[0] ?? '', /lacks PARLEY_NATS_URL and PARLEY_ELASTICSEARCH_URL/);
  assert.match(
    problems({ PARLEY_S3_URL: 'https://s3' })[0] ?? '',
    /asks for a cluster that lacks PARLEY_NATS_URL/,
  );
  assert.match(
    problems(half)[0] ?? '',
    /PARLEY_MYSQL_URL asks .*set PARLEY_NATS_URL and .*unset all of them/,
  );
});

test('CFG6 settings of a cluster on a server that is none are said to mean nothing, and do not stop it', () => {
  const [warning = '', ...more] = sound({ PARLEY_PARTITIONS: '16', PARLEY_LOG_REPLICAS: '1' }).warnings.map(
    problemLine,
  );
  assert.match(
    warning,
    /^PARLEY_PARTITIONS, PARLEY_LOG_REPLICAS mean nothing without a cluster.*unset them\.$/,
  );
  assert.deepEqual(more, []);
  assert.deepEqual(sound({ ...wholeCluster, PARLEY_PARTITIONS: '16' }).warnings, []);
});

test('CFG6 an address of S3 is said to be of no use yet, without its secrets', () => {
  const { warnings } = sound({ ...wholeCluster, PARLEY_S3_URL: 'https://key:hunter2@s3/parley' });
  assert.deepEqual(warnings.map(problemLine), [
    'PARLEY_S3_URL is not used by this release: pictures lie on disk; unset it, and let PARLEY_DATA be a folder that all nodes share.',
  ]);
});

test('CFG1 CFG3 a cluster has a name, partitions, replicas and hours; what cannot be is refused with what can', () => {
  const { config } = sound(wholeCluster);
  assert.deepEqual(
    [config.cluster, config.partitions, config.logReplicas, config.logKeepHours],
    ['parley', 8, 3, 48],
  );
  const most = {
    PARLEY_CLUSTER_NAME: `0${'-'.repeat(31)}`,
    PARLEY_PARTITIONS: '64',
    PARLEY_LOG_REPLICAS: '5',
  };
  const { config: full } = sound({ ...wholeCluster, ...most, PARLEY_LOG_KEEP_HOURS: '720' });
  assert.deepEqual(
    [full.cluster, full.partitions, full.logReplicas, full.logKeepHours],
    [`0${'-'.repeat(31)}`, 64, 5, 720],
  );
  for (const name of ['Parley', 'a.b', '-a', 'a b', 'ä', 'a'.repeat(33)]) {
    const [problem = ''] = problems({ ...wholeCluster, PARLEY_CLUSTER_NAME: name });
    assert.match(
      problem,
      /^PARLEY_CLUSTER_NAME .*give 1 to 32 of a-z, 0-9 and -, a letter or digit first\.$/,
      name,
    );
  }
  assert.deepEqual(
    problems({ PARLEY_PARTITIONS: '65', PARLEY_LOG_REPLICAS: '2', PARLEY_LOG_KEEP_HOURS: 'week' }),
    [
      'PARLEY_PARTITIONS is 65, out of range; give a whole number from 1 to 64.',
      'PARLEY_LOG_REPLICAS is 2; give one of 1, 3, 5.',
      'PARLEY_LOG_KEEP_HOURS is "week", not a whole number; give a whole number from 1 to 720.',
    ],
  );
});

test('CFG1 CFG4 NATS may have several addresses; the one that is wrong is told by its place', () => {
  const urlOf = (PARLEY_NATS_URL: string) => sound({ ...wholeCluster, PARLEY_NATS_URL }).config.engines;
  const several = { ...urlOf('nats://u:p@a:4222, nats://b:4222/,tls://c') };
  assert.equal('natsUrl' in several && several.natsUrl, 'nats://u:p@a:4222,nats://b:4222,tls://c');
  for (const wrong of ['nats://u:hunter2@a:4222,b', 'nats://a,ws://hunter2', 'nats://a:1,']) {
    const [problem = ''] = problems({ ...wholeCluster, PARLEY_NATS_URL: wrong });
    assert.match(problem, /^PARLEY_NATS_URL has at place 2 what is not .*nats:\/\/ or tls:\/\/\.$/);
    assert.doesNotMatch(problem, /hunter2/);
  }
});

test('CFG7 apps are open on loopback only, and not behind a proxy or a public address', () => {
  assert.equal(sound({}).config.appsOpen, true);
  assert.equal(sound({ PARLEY_HOST: '0.0.0.0' }).config.appsOpen, false);
  assert.equal(sound({ PARLEY_PUBLIC_URL: 'https://chat.example.org' }).config.appsOpen, false);
  assert.equal(sound({ PARLEY_PUBLIC_URL: 'http://localhost:8080' }).config.appsOpen, true);
  assert.equal(sound({ PARLEY_TRUSTED_PROXIES: '127.0.0.1' }).config.appsOpen, false);
  assert.equal(sound({ PARLEY_HOST: '0.0.0.0', PARLEY_APP_CREATION: 'open' }).config.appsOpen, true);
  const key = 'open-sesame-open-sesame';
  assert.equal(sound({ PARLEY_APP_CREATION: 'operator', PARLEY_OPERATOR_KEY: key }).config.appsOpen, false);
  assert.match(
    problems({ PARLEY_APP_CREATION: 'operator' })[0] ?? '',
    /no operator key; set PARLEY_OPERATOR_KEY/,
  );
});
