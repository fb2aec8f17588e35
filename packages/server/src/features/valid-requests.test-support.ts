import { type OperationId, operationOf } from '@parley/protocol/operation-table.ts';
import type { Cast, Persona } from '@parley/testkit/cast.ts';
import type { Asked } from '@parley/testkit/contract-client.ts';
import { requests, type Scene } from './policy-requests.test-support.ts';

/** Who may ask for an operation, and a request of theirs that is right in every field. */
export interface ValidRequest {
  readonly as: Persona;
  readonly asked: Asked;
}

/** A right request for an operation, about the chat, by whoever may do it. */
export function validRequest(cast: Cast, id: OperationId, chat: number): ValidRequest {
  const as = personaOf(id);
  const { token, chat: openChat } = cast.app;
  const scene: Scene = { as, chat, openChat, token, message: 1, own: 1, ownerSession: '', serial: 0 };
  return { as, asked: requests[id](scene) };
}

function personaOf(id: OperationId): Persona {
  const { credential } = operationOf(id);
  if (credential === 'session') return 'owner';
  return credential === 'app' ? 'holder' : 'anonymous';
}
