import { isIPv4 } from 'node:net';
import type { OptionValues } from './config.ts';

/** Whether an address can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host === '::1' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'))
  );
}

/**
 * Whether anyone may create apps (CFG7). Listening on loopback is not enough: a proxy before it, seen in a
 * public address or in trusted proxies, lets the world in.
 */
export function appsAreOpen(values: OptionValues): boolean {
  if (values.appCreation !== 'loopback') return values.appCreation === 'open';
  const { publicUrl, trustedProxies, host } = values;
  const isPublic = publicUrl !== undefined && !isLoopback(new URL(publicUrl).hostname);
  return isLoopback(host) && !isPublic && trustedProxies.length === 0;
}

/** The address of a server that was given none: where it listens, as a person would open it. */
export function listeningUrl(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
