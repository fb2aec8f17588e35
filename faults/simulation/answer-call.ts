import { type ErrorObject, errorOf, errorTable } from '@parley/protocol/errors.ts';
import { type OperationId, operationOf } from '@parley/protocol/operation-table.ts';
import { routes } from '@parley/protocol/routes.ts';
import { validate } from '@parley/protocol/validate.ts';
import { authenticate } from '@parley/server/features/authentication.ts';
import type { Handler } from '@parley/server/features/handler.ts';
import { Refusal } from '@parley/server/features/refusal.ts';
import type { SimulatedNode } from './simulated-node.ts';

/** A request as it arrives at a node. */
export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly token: string | undefined;
  readonly body: string | undefined;
}

export interface CallAnswer {
  readonly status: number;
  readonly body: string | undefined;
}

interface Route {
  readonly id: OperationId;
  readonly method: string;
  readonly pattern: RegExp;
}

const table: readonly Route[] = Object.entries(routes)
  .map(([id, { method, path }]) => ({ id: id as OperationId, method, path }))
  // Where a word and a parameter fit, the word is meant.
  .sort((a, b) => a.path.split(':').length - b.path.split(':').length)
  .map(({ id, method, path }) => ({
    id,
    method,
    pattern: new RegExp(`^/api/v1${path.replace(/:([a-z]+)/g, '(?<$1>[^/]+)')}$`),
  }));

/** Does what a request asks for as the HTTP side of a node does: credential, validation, handler, answer. */
export async function answerCall({ node, handlers }: SimulatedNode, call: Call): Promise<CallAnswer> {
  const route = table.find(
    ({ method, pattern }) => method === call.method && pattern.test(call.url.pathname),
  );
  if (route === undefined) return refused(errorOf('not_found'));
  const caller = await authenticate(node, call.token);
  if (caller instanceof Refusal) return refused(caller.error);
  const input = inputOf(route, call);
  if ('error' in input) return refused(input.error);
  const handle = handlers[route.id] as Handler<OperationId>;
  const request = { ...input, caller, device: 'simulation', mediaType: 'application/json' };
  try {
    const outcome = await handle(request as never);
    if (outcome instanceof Refusal) return refused(outcome.error);
    const { answer } = outcome;
    return {
      status: operationOf(route.id).status,
      body: answer === undefined ? undefined : JSON.stringify(answer),
    };
  } catch {
    return refused(errorOf('internal'));
  }
}

type Input = { readonly params: unknown; readonly query: unknown; readonly body: unknown };

function inputOf({ id, pattern }: Route, { url, body }: Call): Input | { readonly error: ErrorObject } {
  const operation = operationOf(id);
  const groups = Object.entries(pattern.exec(url.pathname)?.groups ?? {});
  const given = {
    params: Object.fromEntries(groups.map(([name, value]) => [name, decodeURIComponent(value)])),
    query: Object.fromEntries(url.searchParams),
    body: body === undefined ? undefined : (JSON.parse(body) as unknown),
  };
  const input: { params?: unknown; query?: unknown; body?: unknown } = {};
  for (const part of ['params', 'query', 'body'] as const) {
    const schema = operation[part];
    if (schema === undefined || schema === 'picture') continue;
    const checked = validate(schema, given[part]);
    if (!checked.ok) return { error: checked.error };
    input[part] = checked.value;
  }
  return { params: input.params, query: input.query, body: input.body };
}

function refused(error: ErrorObject): CallAnswer {
  return { status: errorTable[error.code].status, body: JSON.stringify({ error }) };
}
