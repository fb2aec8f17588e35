import {
  connect,
  headers,
  type MsgHdrs,
  type NatsConnection,
  NoRespondersError,
} from '@nats-io/transport-node';

/** A server that is cut off says nothing any more: after two pings without an answer another one is looked for. */
const pingMs = 2000;
const connectMs = 5000;
const besideMs = 1000;
const leastWaitMs = 100;
const jitterMs = 900;

/**
 * Opens a connection to NATS: `nats://` or `tls://` addresses, several split by commas; a user and password, or a token
 * alone, may stand in the first. Once open it looks for a server again for ever. Rejects when no server answers now;
 * what is thrown names addresses without their secrets.
 */
export async function openNats(url: string, name: string): Promise<NatsConnection> {
  const { places, ...entry } = readAddresses(url);
  return connect({
    ...entry,
    servers: [...places],
    name,
    timeout: connectMs,
    maxReconnectAttempts: -1,
    // Nodes that lost the same server do not all come back in the same moment.
    reconnectDelayHandler: () => leastWaitMs + Math.random() * jitterMs,
    pingInterval: pingMs,
    maxPingOut: 2,
    ignoreAuthErrorAbort: true,
    noAsyncTraces: true,
  }).catch((error: Error) => {
    throw new Error(`NATS at ${places.join(', ')} does not let Parley in: ${error.message}`);
  });
}

/** A connection for a moment, to another of these servers than `connection` leads to; to the same where there is no other. */
export function openNatsBeside(url: string, connection: NatsConnection): Promise<NatsConnection> {
  const { places, ...entry } = readAddresses(url);
  const others = places.filter((place) => place !== connection.getServer());
  const servers = others.length > 0 ? others : [...places];
  return connect({ ...entry, servers, name: 'parley beside', timeout: besideMs, reconnect: false });
}

/**
 * What is known to be wrong with the servers of a connection for streams of several replicas; undefined: nothing. 2.9.10, as
 * Debian 12 has it, lost what a majority had acknowledged after servers were cut off from one another (decision 20).
 */
export function knownToLose(version: string, replicas: number): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (replicas === 1 || major > 2 || (major === 2 && minor >= 10)) return undefined;
  return `NATS ${version} can lose acknowledged messages when its servers are cut off from one another; run 2.15 or newer`;
}

/** Headers for a message, none yet. */
export function noHeaders(): MsgHdrs {
  return headers();
}

const unclear = 'the address of NATS is not understood; write nats://host:4222, several split by commas';

/** Where servers are, and how one is let in. */
function readAddresses(url: string) {
  const servers = url.split(',').map(addressOf);
  const places = servers.map(({ host }) => host);
  const [first] = servers;
  if (first === undefined || places.includes('')) throw new Error(unclear);
  const isTls = servers.some(({ protocol }) => protocol === 'tls:');
  return { places, ...credentialsOf(first), ...(isTls && { tls: {} }) };
}

function addressOf(text: string): URL {
  const address = text.includes('://') ? text.trim() : `nats://${text.trim()}`;
  if (!URL.canParse(address)) throw new Error(unclear);
  const url = new URL(address);
  if (url.protocol !== 'nats:' && url.protocol !== 'tls:') throw new Error(unclear);
  return url;
}

function credentialsOf({
  username,
  password,
}: URL): { user: string; pass: string } | { token: string } | null {
  if (username === '') return null;
  const user = decodeURIComponent(username);
  return password === '' ? { token: user } : { user, pass: decodeURIComponent(password) };
}

/** Whether a request failed because nobody on this NATS answers such requests. */
export function nobodyResponds(error: unknown): boolean {
  return error instanceof NoRespondersError;
}
