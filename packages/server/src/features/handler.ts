import type { AnswerOf, BodyOf, ParamsOf, QueryOf } from '@parley/protocol/operation.ts';
import type { OperationId, OperationTable } from '@parley/protocol/operation-table.ts';
import type { Refusal } from './refusal.ts';

/** A signed-in person, as every feature sees them. Keys never leave the server. */
export interface Caller {
  readonly user: number;
  readonly app: number;
  readonly username: string;
  /** Names the session; not a credential. */
  readonly sessionHandle: string;
}

/** What a caller of each kind of operation has shown. */
interface Shown {
  /** The token in the browser's cookie, which a new one would take the place of. */
  none: { readonly replaces?: string | undefined };
  operator: Record<never, never>;
  /** The app whose token stands in the path. */
  app: { readonly app: number };
  session: { readonly caller: Caller };
}

/** A validated request: the contract's types, and who asks. */
export type Request<Id extends OperationId> = {
  readonly params: ParamsOf<OperationTable[Id]>;
  readonly query: QueryOf<OperationTable[Id]>;
  readonly body: BodyOf<OperationTable[Id]>;
  /** What the browser or program calls itself. */
  readonly device: string;
  /** Media type of the body, for operations that take bytes. */
  readonly mediaType: string;
} & Shown[OperationTable[Id]['credential']];

/** Changes to the session cookie that go with an answer. */
export type CookieChange = { readonly token: string; readonly expiresAt: number } | 'clear';

export interface Success<Answer> {
  readonly answer: Answer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookie?: CookieChange;
}

export type Handler<Id extends OperationId> = (
  request: Request<Id>,
) => Promise<Success<AnswerOf<OperationTable[Id]>> | Refusal>;

export type Handlers<Ids extends OperationId = OperationId> = { readonly [Id in Ids]: Handler<Id> };

export function answer<Answer>(body: Answer, more: Omit<Success<Answer>, 'answer'> = {}): Success<Answer> {
  return { answer: body, ...more };
}

/** The answer of an operation whose status is 204 or 202. */
export const nothing: Success<undefined> = { answer: undefined };
