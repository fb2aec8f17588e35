/**
 * Where a file belongs decides what it may import. A path belongs to the first zone whose pattern matches it.
 * The server's journey runs downwards: transport → features → delivery → ports; engines stand below their port.
 */
export interface Zone {
  readonly name: string;
  readonly pattern: RegExp;
  /** Names of the zones it may import from, besides itself. */
  readonly mayImport: readonly string[];
}

const server = '^packages/server/src/';
const ports = ['log', 'store', 'bus', 'search', 'blobs', 'mail'];
const portZones = ports.map((port) => `port ${port}`);
const ground = ['protocol', 'config', 'telemetry', 'sql'];

/** Engines that are files beside their port instead of folders. */
const engineFiles: Readonly<Record<string, string>> = {
  blobs: 'disk-blobs[^/]*|s3-blobs[^/]*',
  mail: 'log-mail[^/]*|smtp-mail[^/]*',
};

/** Folders beside a port that every engine of it shares. */
const sharedFolders = 'migrations|queries';

function engineZone(port: string): Zone {
  const files = engineFiles[port];
  const folders = `(?!(?:${sharedFolders})/)[^/]+/.+`;
  const inside = files === undefined ? folders : `(?:${folders}|(?:${files})$)`;
  return {
    name: `engine of ${port}`,
    pattern: new RegExp(`${server}${port}/${inside}`),
    mayImport: [`port ${port}`, 'sqlite', 'nats', ...ground],
  };
}

function portZone(port: string): Zone {
  return {
    name: `port ${port}`,
    pattern: new RegExp(`${server}${port}/`),
    mayImport: [...ground, ...portZones],
  };
}

function serverZone(name: string, mayImport: readonly string[]): Zone {
  return { name, pattern: new RegExp(`${server}${name}/`), mayImport };
}

export const zones: readonly Zone[] = [
  { name: 'repository', pattern: /^packages\/[^/]+\/scripts\//, mayImport: ['*'] },
  { name: 'protocol', pattern: /^packages\/protocol\//, mayImport: [] },
  { name: 'client', pattern: /^packages\/client\//, mayImport: ['protocol'] },
  { name: 'web', pattern: /^packages\/web\//, mayImport: ['client', 'protocol'] },
  { name: 'compose', pattern: new RegExp(`${server}compose(-[a-z]+)?\\.ts$`), mayImport: ['*'] },
  {
    name: 'process',
    pattern: new RegExp(`${server}(main\\.ts$|command/)`),
    mayImport: ['compose', 'backup', 'transport', 'features', 'delivery', ...portZones, ...ground],
  },
  serverZone('config', ['protocol']),
  serverZone('telemetry', ['protocol', 'config']),
  serverZone('sql', []),
  serverZone('nats', ['config', 'telemetry']),
  serverZone('sqlite', ['sql', 'telemetry']),
  // Of the embedded engines: a cluster's have their own.
  serverZone('backup', ['sqlite', 'port log', 'port store', ...ground]),
  ...ports.map(engineZone),
  ...ports.map(portZone),
  serverZone('delivery', [...portZones, ...ground]),
  serverZone('features', ['delivery', ...portZones, ...ground]),
  serverZone('jobs', ['features', 'delivery', ...portZones, ...ground]),
  serverZone('transport', ['features', 'delivery', ...portZones, ...ground]),
  { name: 'testkit', pattern: /^packages\/testkit\//, mayImport: ['*'] },
  { name: 'repository', pattern: /^(checks|scripts|bench)\//, mayImport: ['*'] },
];

export function zoneOf(file: string): Zone | undefined {
  return zones.find(({ pattern }) => pattern.test(file));
}
