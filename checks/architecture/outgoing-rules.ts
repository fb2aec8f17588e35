import { isForTests, type Node, nodesOf, type SourceFile, type Violation } from './source-file.ts';

/** The only files of the server that connect to anything, each with who says where to (SEC6). */
export const outgoing: Readonly<Record<string, string>> = {
  'packages/server/src/bus/nats/nats-bus.ts': 'PARLEY_NATS_URL',
  'packages/server/src/mail/smtp-mail.ts': 'PARLEY_SMTP_URL',
  'packages/server/src/nats/connect-nats.ts': 'PARLEY_NATS_URL',
  'packages/server/src/search/elastic/elastic-http.ts': 'PARLEY_ELASTICSEARCH_URL',
  'packages/server/src/store/mysql/migrate-mysql.ts': 'PARLEY_MYSQL_URL',
  'packages/server/src/store/mysql/mysql-pool.ts': 'PARLEY_MYSQL_URL',
  'packages/server/src/telemetry/opentelemetry-tracer.ts': 'PARLEY_TRACES_URL',
};

const libraries = new Set([
  'nodemailer',
  '@opentelemetry/exporter-trace-otlp-http',
  '@nats-io/transport-node',
  'mysql2',
  'mysql2/promise',
  'undici',
  'node:dns',
]);
const modules = new Set(['node:http', 'node:https', 'node:http2', 'node:net', 'node:tls', 'node:dgram']);
/** Of these modules, what only looks at a text or serves. */
const harmless = new Set(['isIP', 'isIPv4', 'isIPv6', 'STATUS_CODES', 'createServer']);
const globals = new Set(['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'WebSocketStream']);

/** Ways out of the server, elsewhere than where the operator alone says where to. */
export function outgoingViolations(file: SourceFile): Violation[] {
  const isServer = file.path.startsWith('packages/server/src/') && !isForTests(file.path);
  if (!isServer || Object.hasOwn(outgoing, file.path)) return [];
  return waysOut(file).map((what) => ({ path: file.path, rule: 'outgoing', what }));
}

/** What of a file can connect to something. */
export function waysOut(file: SourceFile): string[] {
  const imported = importsIn(file);
  return [...nodesOf(file.program)].flatMap(({ node }) => [
    ...(node.type === 'ImportDeclaration' ? wayOfImport(node) : []),
    ...(node.type === 'ImportExpression' ? wayOfModule((node.source as { value?: unknown }).value) : []),
    ...wayOfCall(node, imported),
  ]);
}

function wayOfImport(node: Node): string[] {
  if (node.importKind === 'type') return [];
  const source = (node.source as unknown as { value: string }).value;
  if (libraries.has(source)) return [source];
  if (!modules.has(source)) return [];
  return (node.specifiers as Node[])
    .filter((specifier) => specifier.importKind !== 'type')
    .map((specifier) => (specifier.imported as { name?: string } | undefined)?.name ?? '*')
    .filter((name) => !harmless.has(name))
    .map((name) => `${source} ${name}`);
}

function wayOfModule(source: unknown): string[] {
  return typeof source === 'string' && (libraries.has(source) || modules.has(source)) ? [source] : [];
}

/** A browser's way out, unless the file means something of its own by that name. */
function wayOfCall(node: Node, imported: ReadonlySet<string>): string[] {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return [];
  const name = (node.callee as { name?: string }).name ?? '';
  return globals.has(name) && !imported.has(name) ? [name] : [];
}

function importsIn(file: SourceFile): Set<string> {
  return new Set(
    [...nodesOf(file.program)]
      .filter(({ parent }) => parent?.type === 'ImportDeclaration')
      .flatMap(({ node }) => (node.local as { name?: string } | undefined)?.name ?? []),
  );
}
