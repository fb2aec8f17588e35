import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import proxyAddress from '@fastify/proxy-addr';

/** Who is at the other end, as the limits count it. */
export class Addresses {
  readonly #trusted: (address: string, hop: number) => boolean;

  constructor(trustedProxies: readonly string[]) {
    this.#trusted = proxyAddress.compile([...trustedProxies]);
  }

  /** Of a request: the address that trusted proxies name, else the connection's. */
  of(request: IncomingMessage): string {
    return proxyAddress(request, this.#trusted);
  }

  /** Of a connection without a request; undefined for a trusted proxy, which speaks for many, and once it is gone. */
  ofPeer({ remoteAddress }: Socket): string | undefined {
    return remoteAddress === undefined || this.#trusted(remoteAddress, 0) ? undefined : remoteAddress;
  }
}
