import type { OperationId } from '@parley/protocol/operation-table.ts';
import type { FastifyRequest } from 'fastify';
import type { Success } from '../../features/handler.ts';
import { Refusal } from '../../features/refusal.ts';
import type { Tracer } from '../../telemetry/tracer.ts';

type Outcome = Success<unknown> | Refusal;

/**
 * Does an operation's work as a span, part of what the caller's `traceparent` names (TRACE1). Of the request it keeps
 * the method and the route's pattern, since addresses hold tokens, names and queries (TRACE4).
 */
export async function traceRequest(
  tracer: Tracer,
  id: OperationId,
  request: FastifyRequest,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  const { traceparent } = request.headers;
  const span = tracer.root(id, 'server', typeof traceparent === 'string' ? traceparent : undefined);
  if (!span.recording) return work();
  span.set('parley.method', request.method);
  span.set('parley.route', request.routeOptions.url ?? '');
  try {
    const outcome = await tracer.within(span, work);
    span.end(outcome instanceof Refusal ? outcome.error.code : undefined);
    return outcome;
  } catch (error) {
    span.end('internal');
    throw error;
  }
}
