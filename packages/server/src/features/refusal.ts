import { type ErrorCode, type ErrorDetails, type ErrorObject, errorOf } from '@parley/protocol/errors.ts';

/** An expected outcome other than success: a return value, never thrown. */
export class Refusal {
  readonly error: ErrorObject;

  constructor(error: ErrorObject) {
    this.error = error;
  }
}

export function refuse(code: ErrorCode, message?: string, details?: ErrorDetails): Refusal {
  return new Refusal(errorOf(code, message, details));
}

/** Refuses one field by name. */
export function refuseField(field: string, problem: string): Refusal {
  return refuse('invalid_request', `${field} ${problem}`, { fields: [{ field, problem }] });
}
