import { type OperationId, operationIds, operationOf } from '@parley/protocol/operation-table.ts';
import { z } from 'zod';
import { bodyOf, pathOf, type Request } from './request.ts';
import type { FuzzPersona } from './stage.ts';

const patterns = operationIds.map((id) => {
  const { method, path } = operationOf(id);
  return { id, method, pattern: new RegExp(`^${path.replace(/:[a-z]+/g, '[^/?#;]+')}$`) };
});

/** The operation that a request's method and address name; undefined where it may be none, or one of two. */
export function operationAt(request: Request): OperationId | undefined {
  // An address that was changed as a whole is one that nobody need understand.
  if (request.isOdd === true) return undefined;
  const path = pathOf(request);
  const found = patterns.filter(({ method, pattern }) => method === request.method && pattern.test(path));
  return found.length === 1 ? found[0]?.id : undefined;
}

const noFields = z.strictObject({});

/** Whether the contract leaves no answer but a refusal: who asks cannot, or what is said cannot be. */
export function isRefusedByContract(id: OperationId, request: Request, as: FuzzPersona): boolean {
  const { credential, params, query, body } = operationOf(id);
  if (credential === 'session' && (as === 'anonymous' || as === 'holder')) return true;
  if (params !== undefined && !params.safeParse(paramsIn(request)).success) return true;
  if (request.rawQuery === undefined && !(query ?? noFields).safeParse(request.query).success) return true;
  // The body of a GET is not read.
  if (request.method === 'GET' || body === 'picture') return false;
  return !isBody(body ?? noFields, bodyOf(request));
}

/** The parameters that the address has; one without a value is an empty text there. */
function paramsIn({ route, params }: Request): Record<string, string> {
  return Object.fromEntries(
    [...route.matchAll(/:([a-z]+)/g)].map(([, name = '']) => [name, params[name] ?? '']),
  );
}

/** Whether bytes are JSON in UTF-8 that a schema describes; none are an empty object. */
function isBody(schema: z.ZodType, bytes: Buffer | undefined): boolean {
  if (bytes === undefined || bytes.length === 0) return schema.safeParse({}).success;
  const value = jsonIn(bytes);
  return value !== undefined && schema.safeParse(value).success;
}

/** JSON as the contract takes it; undefined: it is none. */
export function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
