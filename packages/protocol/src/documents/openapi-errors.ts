import { type ErrorCode, type ErrorDetails, errorCodes, errorOf, errorRule } from '../errors.ts';
import type { Operation } from '../operation.ts';
import { errorsOf } from '../operation-errors.ts';
import type { ErrorExample, OpenApiResponse, Reference } from './openapi-types.ts';

/** Every error of the closed table as it is answered (ERR1). */
export function errorExamples(): Record<string, ErrorExample> {
  return Object.fromEntries(errorCodes.map((code) => [code, exampleOf(code)]));
}

/** A response per set of codes that share a status and occur together. */
export function errorResponses(operations: readonly Operation[]): Record<string, OpenApiResponse> {
  const responses: Record<string, OpenApiResponse> = {};
  for (const operation of operations) {
    for (const [, codes] of byStatus(errorsOf(operation))) responses[responseName(codes)] = responseOf(codes);
  }
  return responses;
}

/** An operation's errors by status, as references to the shared responses. */
export function errorReferences(operation: Operation): Record<string, Reference> {
  return Object.fromEntries(
    [...byStatus(errorsOf(operation))].map(([status, codes]) => [
      String(status),
      { $ref: `#/components/responses/${responseName(codes)}` },
    ]),
  );
}

function byStatus(codes: readonly ErrorCode[]): Map<number, ErrorCode[]> {
  return Map.groupBy(codes, (code) => errorRule(code).status);
}

function responseName(codes: readonly ErrorCode[]): string {
  return codes.join('_or_');
}

function responseOf(codes: readonly ErrorCode[]): OpenApiResponse {
  return {
    description: codes.map((code) => `\`${code}\`: ${errorRule(code).meaning}`).join('\n\n'),
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/ErrorBody' },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
    'x-error-codes': codes,
  };
}

function exampleOf(code: ErrorCode): ErrorExample {
  const { meaning, status } = errorRule(code);
  return {
    summary: meaning,
    value: { error: errorOf(code, undefined, detailsOf[code]) },
    'x-status': status,
  };
}

const detailsOf: Partial<Record<ErrorCode, ErrorDetails>> = {
  invalid_request: { fields: [{ field: 'name', problem: 'is missing; give text' }] },
  unknown_field: {
    fields: [{ field: 'nmae', problem: 'is not a field of this request; remove it, or check its spelling' }],
  },
  rate_limited: { retry_after_ms: 1500 },
  too_many: { limit: 50 },
  content_too_large: { limit: 16_384 },
};
