import { limits } from '@parley/protocol/limits.ts';
import type { Option } from './option.ts';

function table<const Table extends Record<string, Option>>(rows: Table): Table {
  return rows;
}

/** Everything that can be configured: type, environment, file, help and the reference page come from here (CFG1). */
export const options = table({
  host: {
    type: 'text',
    env: 'PARLEY_HOST',
    group: 'Server',
    default: '127.0.0.1',
    help: 'Address to listen on; 0.0.0.0 or :: for every network.',
  },
  port: {
    type: 'integer',
    env: 'PARLEY_PORT',
    group: 'Server',
    min: 0,
    max: 65_535,
    default: 8080,
    help: 'Port to listen on; 0 takes any free one.',
  },
  data: {
    type: 'text',
    env: 'PARLEY_DATA',
    group: 'Server',
    default: './data',
    help: 'Folder with everything the server keeps; made when missing.',
  },
  name: {
    type: 'text',
    env: 'PARLEY_NAME',
    group: 'Server',
    unset: 'the name given at setup, else Parley',
    help: 'What this server calls itself on its page and in mail; wins over the name given at setup.',
  },
  publicUrl: {
    type: 'url',
    env: 'PARLEY_PUBLIC_URL',
    group: 'Server',
    schemes: ['http', 'https'],
    unset: 'http:// with host and port',
    help: 'Address at which people reach this server; links in mail begin with it.',
  },
  trustedProxies: {
    type: 'networks',
    env: 'PARLEY_TRUSTED_PROXIES',
    group: 'Server',
    unset: 'none',
    help: 'Proxies whose X-Forwarded-For is believed: addresses or networks, separated by commas.',
  },
  operatorKey: {
    type: 'text',
    env: 'PARLEY_OPERATOR_KEY',
    group: 'Apps and accounts',
    secret: true,
    minLength: 16,
    unset: 'no key: apps are created where no key is needed, or by command',
    help: 'Key that allows creating apps over HTTP.',
  },
  appCreation: {
    type: 'choice',
    env: 'PARLEY_APP_CREATION',
    group: 'Apps and accounts',
    choices: ['loopback', 'operator', 'open'],
    default: 'loopback',
    help: "Who may create apps over HTTP: anyone while the server is reachable from this machine only (loopback), only the operator's key, or anyone (open).",
  },
  registration: {
    type: 'choice',
    env: 'PARLEY_REGISTRATION',
    group: 'Apps and accounts',
    choices: ['open', 'closed'],
    default: 'open',
    help: 'Whether people may register by themselves; when closed, `parley user create` makes accounts.',
  },
  setup: {
    type: 'switch',
    env: 'PARLEY_SETUP',
    group: 'Apps and accounts',
    default: true,
    help: 'Whether a server without an owner prints a code by which its first page makes one; when off, `parley user create --owner` does.',
  },
  sessionDays: {
    type: 'integer',
    env: 'PARLEY_SESSION_DAYS',
    group: 'Apps and accounts',
    min: 1,
    max: 3650,
    default: 30,
    help: 'Days without use after which a session ends.',
  },
  smtpUrl: {
    type: 'url',
    env: 'PARLEY_SMTP_URL',
    group: 'Mail',
    secret: true,
    schemes: ['smtp', 'smtps'],
    unset: 'mail is shown in the log instead of being sent',
    help: 'Mail server, as smtp://user:password@host:587 or smtps://…',
  },
  mailFrom: {
    type: 'text',
    env: 'PARLEY_MAIL_FROM',
    group: 'Mail',
    default: 'Parley <parley@localhost>',
    help: 'Sender of mail.',
  },
  contentBytes: {
    type: 'integer',
    env: 'PARLEY_CONTENT_BYTES',
    group: 'Limits',
    min: 1,
    max: 196_608,
    default: limits.contentBytes,
    help: 'Longest text of a message, in bytes of UTF-8.',
  },
  rateLimits: {
    type: 'switch',
    env: 'PARLEY_RATE_LIMITS',
    group: 'Limits',
    default: true,
    help: 'Whether requests and frames are limited in rate; off for load tests only.',
  },
  largeChat: {
    type: 'integer',
    env: 'PARLEY_LARGE_CHAT',
    group: 'Limits',
    min: 2,
    max: 1_000_000,
    default: 1000,
    help: 'Members above which live events carry only the newest position, not the entry.',
  },
  socketBufferBytes: {
    type: 'integer',
    env: 'PARLEY_SOCKET_BUFFER_BYTES',
    group: 'Limits',
    min: 65_536,
    max: 268_435_456,
    default: 1_048_576,
    help: 'Unsent bytes of one connection above which its client is told to resync.',
  },
  logLevel: {
    type: 'choice',
    env: 'PARLEY_LOG_LEVEL',
    group: 'Logs and metrics',
    choices: ['debug', 'info', 'warn', 'error', 'silent'],
    default: 'info',
    help: 'Least important kind of log line that is written.',
  },
  logFormat: {
    type: 'choice',
    env: 'PARLEY_LOG_FORMAT',
    group: 'Logs and metrics',
    choices: ['pretty', 'json'],
    unset: 'pretty on a terminal, json elsewhere',
    help: 'Log lines for people or for programs.',
  },
  metrics: {
    type: 'switch',
    env: 'PARLEY_METRICS',
    group: 'Logs and metrics',
    default: true,
    help: 'Whether GET /metrics answers, in the Prometheus text format.',
  },
  tracesUrl: {
    type: 'url',
    env: 'PARLEY_TRACES_URL',
    group: 'Logs and metrics',
    secret: true,
    schemes: ['http', 'https'],
    unset: 'no traces',
    help: 'Collector that takes traces as OTLP over HTTP, such as http://127.0.0.1:4318; without a path, /v1/traces is added.',
  },
  tracesRatio: {
    type: 'ratio',
    env: 'PARLEY_TRACES_RATIO',
    group: 'Logs and metrics',
    default: 0.01,
    help: 'Share of requests and frames that are traced; what a caller chose not to trace is left out.',
  },
  natsUrl: {
    type: 'url',
    env: 'PARLEY_NATS_URL',
    group: 'Cluster',
    secret: true,
    schemes: ['nats', 'tls', 'ws', 'wss'],
    help: 'NATS with JetStream: the log and the bus of a cluster.',
  },
  mysqlUrl: {
    type: 'url',
    env: 'PARLEY_MYSQL_URL',
    group: 'Cluster',
    secret: true,
    schemes: ['mysql', 'mariadb'],
    help: 'MySQL protocol database: the store of a cluster.',
  },
  elasticsearchUrl: {
    type: 'url',
    env: 'PARLEY_ELASTICSEARCH_URL',
    group: 'Cluster',
    secret: true,
    schemes: ['http', 'https'],
    help: 'Elasticsearch or OpenSearch: the search index of a cluster.',
  },
  s3Url: {
    type: 'url',
    env: 'PARLEY_S3_URL',
    group: 'Cluster',
    secret: true,
    schemes: ['http', 'https', 's3'],
    unset: 'pictures are kept in the data folder',
    help: 'S3 storage: the blobs of a cluster.',
  },
});

export type OptionKey = keyof typeof options;

export const optionKeys = Object.keys(options) as OptionKey[];

/** A row as the plain shape all rows share, for code that walks the table. */
export function optionOf(key: OptionKey): Option {
  return options[key];
}
