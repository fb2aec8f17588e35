import { createHash, timingSafeEqual } from 'node:crypto';
import type { Credential } from '@parley/protocol/operation.ts';
import type { FastifyRequest } from 'fastify';
import { authenticate } from '../../features/authentication.ts';
import type { Caller } from '../../features/handler.ts';
import type { Node } from '../../features/node.ts';
import { Refusal, refuse } from '../../features/refusal.ts';

/**
 * What the cookie of a session is called. Where people come by TLS the prefix makes browsers refuse it from anything but
 * this very host by TLS, so that no neighbour can plant another (SEC2).
 */
export function sessionCookie(publicUrl: string | undefined): string {
  return publicUrl?.startsWith('https:') ? '__Host-parley_session' : 'parley_session';
}

/** What a request has shown, beside its body: the fields of `Shown` in features/handler.ts. */
export interface ShownCredentials {
  readonly caller?: Caller;
  readonly app?: number;
  readonly replaces?: string | undefined;
}

type Check = (node: Node, request: FastifyRequest) => Promise<ShownCredentials | Refusal>;

/** One check for each kind of credential an operation asks for. */
export const credentialChecks: Readonly<Record<Credential, Check>> = {
  none: async (node, request) => ({ replaces: cookieOf(node, request) }),
  operator: checkOperator,
  app: checkApp,
  session: checkSession,
};

async function checkOperator(node: Node, request: FastifyRequest): Promise<ShownCredentials | Refusal> {
  if (node.config.appsOpen) return {};
  const key = bearerToken(request);
  const expected = node.config.operatorKey;
  if (key === undefined || expected === undefined || !sameSecret(key, expected)) {
    return refuse('unauthenticated', "creating apps needs the operator's key in Authorization: Bearer …");
  }
  return {};
}

async function checkApp(node: Node, request: FastifyRequest): Promise<ShownCredentials | Refusal> {
  const { token } = request.params as { token?: string };
  const app =
    token === undefined ? undefined : await node.store.apps.idByToken(token, node.clock.monotonic());
  return app === undefined ? refuse('not_found') : { app };
}

/** The cookie, where it counts. */
function cookieOf(node: Node, request: FastifyRequest): string | undefined {
  return isSameSite(request, node.config.publicUrl)
    ? request.cookies[sessionCookie(node.config.publicUrl)]
    : undefined;
}

async function checkSession(node: Node, request: FastifyRequest): Promise<ShownCredentials | Refusal> {
  const bearer = bearerToken(request);
  const cookie = request.cookies[sessionCookie(node.config.publicUrl)];
  const token = bearer ?? cookie;
  if (token === undefined) return refuse('unauthenticated');
  if (bearer === undefined && !isSameSite(request, node.config.publicUrl)) {
    return refuse('unauthenticated', 'a cookie counts only for requests from this site');
  }
  const caller = await authenticate(node, token);
  return caller instanceof Refusal ? caller : { caller };
}

function bearerToken(request: FastifyRequest): string | undefined {
  const [, token] = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(request.headers.authorization ?? '') ?? [];
  return token;
}

/**
 * Whether a browser sent this from our own pages: reading is harmless, and whoever is not a browser says nothing
 * of an origin (SEC2). The cookie is SameSite=Strict besides.
 */
function isSameSite(request: FastifyRequest, publicUrl: string | undefined): boolean {
  if (request.method === 'GET' && request.headers.upgrade === undefined) return true;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && request.headers.upgrade === undefined)
    return site === 'same-origin' || site === 'none';
  return isOwnOrigin(request.headers, publicUrl);
}

/** Whether our own page asks: the host that was asked is its own, or, behind a proxy that renames it, the public one. */
export function isOwnOrigin(
  { origin, host }: { readonly origin?: string | undefined; readonly host?: string | undefined },
  publicUrl: string | undefined,
): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  return page.host === host || (publicUrl !== undefined && page.origin === new URL(publicUrl).origin);
}

/** Compares in a time that tells nothing of where two secrets differ. */
function sameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
