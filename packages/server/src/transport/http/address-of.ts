import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';

/** Reads who asks from a request that Fastify does not handle, as it does from its own: the address that trusted proxies name. */
export function addressReader(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const trusted = proxyAddress.compile([...trustedProxies]);
  return (request) => proxyAddress(request, trusted);
}
