import type { IncomingMessage } from 'node:http';
import { authenticate } from '../../features/authentication.ts';
import type { Caller } from '../../features/handler.ts';
import type { Node } from '../../features/node.ts';
import { type Refusal, refuse } from '../../features/refusal.ts';
import { isOwnOrigin, sessionCookie } from '../http/credentials.ts';

/** Who opens a socket: by a second subprotocol `bearer.<token>`, or by the cookie when our own page asks (SEC2). */
export async function webSocketCaller(node: Node, request: IncomingMessage): Promise<Caller | Refusal> {
  const bearer = bearerIn(request.headers['sec-websocket-protocol']);
  if (bearer !== undefined) return authenticate(node, bearer);
  const token = cookieIn(request.headers.cookie, sessionCookie(node.config.publicUrl));
  if (token === undefined) return refuse('unauthenticated');
  if (!isOwnOrigin(request.headers, node.config.publicUrl)) return refuse('unauthenticated');
  return authenticate(node, token);
}

function bearerIn(protocols: string | undefined): string | undefined {
  const offered = protocols?.split(',').map((each) => each.trim()) ?? [];
  return offered.find((each) => each.startsWith('bearer.'))?.slice('bearer.'.length);
}

function cookieIn(header: string | undefined, name: string): string | undefined {
  const pairs = header?.split(';').map((each) => each.trim()) ?? [];
  const value = pairs.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
  return value !== undefined && /^[A-Za-z0-9_-]{1,512}$/.test(value) ? value : undefined;
}
