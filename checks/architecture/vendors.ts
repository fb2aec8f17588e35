/**
 * The one table of libraries: each with the only places that may import it. A library that is not here is refused,
 * so adding one means deciding where it belongs. Tests may use what their package uses.
 */
export const vendors: Readonly<Record<string, readonly RegExp[]>> = {
  zod: [
    /^packages\/protocol\//,
    /^(checks|faults)\//,
    /^packages\/server\/src\/(config|transport|command)\//,
  ],
  fastify: [/^packages\/server\/src\/transport\/(http|events)\//, /^bench\/peers\//],
  '@fastify/cookie': [/^packages\/server\/src\/transport\/(http|events)\//],
  '@fastify/proxy-addr': [/^packages\/server\/src\/transport\//],
  '@fastify/static': [/^packages\/server\/src\/transport\/(http|events)\//],
  ws: [/^packages\/server\/src\/transport\/websocket\//, /^packages\/testkit\//, /^(bench|faults)\//],
  // The search index is a file of its own that can be thrown away and rebuilt; all else shares one driver.
  'node:sqlite': [/^packages\/server\/src\/(sqlite|search\/sqlite)\//, /^(bench|checks|faults)\//],
  '@nats-io/transport-node': [/^packages\/server\/src\/(nats|bus\/nats|log\/jetstream)\//],
  '@nats-io/jetstream': [/^packages\/server\/src\/log\/jetstream\//],
  mysql2: [/^packages\/server\/src\/store\/mysql\//],
  'lru-cache': [/^packages\/server\/src\//],
  nodemailer: [/^packages\/server\/src\/mail\/smtp-/],
  pino: [/^packages\/server\/src\/telemetry\//],
  'prom-client': [/^packages\/server\/src\/telemetry\//],
  '@opentelemetry/api': [/^packages\/server\/src\/telemetry\/opentelemetry-/],
  '@opentelemetry/exporter-trace-otlp-http': [/^packages\/server\/src\/telemetry\/opentelemetry-/],
  '@opentelemetry/resources': [/^packages\/server\/src\/telemetry\/opentelemetry-/],
  '@opentelemetry/sdk-trace': [/^packages\/server\/src\/telemetry\/opentelemetry-/],
  '@node-rs/argon2': [/^packages\/server\/src\/features\/accounts\//],
  react: [/^packages\/web\/src\//],
  'react-dom': [/^packages\/web\/src\//],
  'react-aria-components': [/^packages\/web\/src\//],
  frimousse: [/^packages\/web\/(src\/features\/emoji|build)\//],
  'emojibase-data': [/^packages\/web\/src\/features\/emoji\//],
  'lucide-react': [/^packages\/web\/src\//],
  '@tanstack/react-query': [/^packages\/web\/src\//],
  '@internationalized/date': [/^packages\/web\/src\//],
  '@tanstack/react-virtual': [/^packages\/web\/src\//],
  vite: [/^packages\/web\/(vite\.config\.ts$|build\/)/],
  '@vitejs/plugin-react': [/^packages\/web\/vite\.config\.ts$/],
  '@tailwindcss/vite': [/^packages\/web\/vite\.config\.ts$/],
  'playwright-core': [/^packages\/testkit\//, /\.browser\.test\.ts$/],
  'axe-core': [/^packages\/web\/e2e\//],
  rolldown: [/^checks\//],
  'socket.io': [/^bench\/peers\/socketio\//],
  yaml: [/^checks\//],
};

/** Where anything of `node:` may be imported besides tests; `node:sqlite` has its own line above. */
export const nodeAllowed: readonly RegExp[] = [
  /^packages\/server\//,
  /^packages\/testkit\//,
  /^packages\/client\/src\/(.*\/)?(node|file)[^/]*/,
  /^packages\/web\/(vite\.config\.ts$|build\/)/,
  /^(checks|scripts|bench|faults|packages\/[^/]+\/scripts)\//,
];
