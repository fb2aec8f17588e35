import type { Seeded } from '@parley/testkit/seeded.ts';
import { nastyHeaders, nastyPathParts, nastyQueries } from './nasty-values.ts';
import { bodyOf, pathOf, type Request } from './request.ts';

/** A request whose address, method, head or length is another, or is written oddly. */
export function mutatedRequest(request: Request, chance: Seeded): Request {
  return chance.pick(mutations)(request, chance);
}

type Mutation = (request: Request, chance: Seeded) => Request;

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'];

const mutations: readonly Mutation[] = [
  (request, chance) => ({ ...request, method: chance.pick(methods) }),
  (request, chance) => ({ ...request, rawQuery: chance.pick(nastyQueries) }),
  otherPath,
  otherPath,
  otherHeader,
  otherHeader,
  otherHeader,
  chunkedOrLarge,
];

function otherPath(request: Request, chance: Seeded): Request {
  const parts = pathOf(request).split('/');
  const at = 1 + chance.below(parts.length);
  const part = chance.pick(nastyPathParts);
  const how = chance.below(3);
  if (how === 0) parts[at] = part;
  else if (how === 1) parts.splice(at, 0, part);
  else parts[at] = (parts[at] ?? '') + part;
  const path = chance.oneIn(10) ? parts.join('/').toUpperCase() : parts.join('/');
  return { ...request, route: path, isOdd: true };
}

function otherHeader(request: Request, chance: Seeded): Request {
  const header = chance.pick(nastyHeaders);
  const kept = chance.oneIn(2)
    ? request.headers.filter(([name]) => name.toLowerCase() !== header[0].toLowerCase())
    : request.headers;
  const headers = [header, ...kept];
  return { ...request, headers: chance.oneIn(4) ? [...headers, header] : headers };
}

/** More bytes than anything takes; seldom, since they cost more than all the rest. */
function chunkedOrLarge(request: Request, chance: Seeded): Request {
  if (!chance.oneIn(50)) return otherHeader(request, chance);
  const body = Buffer.concat([
    bodyOf(request) ?? Buffer.alloc(0),
    Buffer.alloc(chance.pick([262_145, 524_289]), ' '),
  ]);
  return { ...request, json: undefined, body };
}
