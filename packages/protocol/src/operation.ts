import type { z } from 'zod';
import type { ErrorCode } from './errors.ts';

/**
 * What a caller must show.
 * - `none`: nothing.
 * - `operator`: the operator's key, unless the server listens on loopback only or is configured open.
 * - `app`: the app's token, which stands in the path.
 * - `session`: a signed-in person.
 */
export type Credential = 'none' | 'operator' | 'app' | 'session';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A JSON schema, or raw bytes of a picture. */
export type Body = z.ZodType | 'picture' | undefined;

/** One call of the API, from which routing, validation, documentation and types come (API1). */
export interface Operation {
  readonly method: Method;
  /** Below `/api/v1`, parameters as `:name`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly credential: Credential;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: Body;
  readonly status: 200 | 201 | 202 | 204;
  readonly answer?: z.ZodType | 'picture';
  readonly answerHeaders?: Readonly<Record<string, string>>;
  /** Codes beyond those every operation may answer. */
  readonly errors: readonly ErrorCode[];
}

/** Keeps the literal types of a group of operations and checks their shape. */
export function operations<const Group extends Record<string, Operation>>(group: Group): Group {
  return group;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

export type ParamsOf<O extends Operation> = Parsed<O['params']>;
export type QueryOf<O extends Operation> = Parsed<O['query']>;
export type BodyOf<O extends Operation> = O['body'] extends 'picture' ? Uint8Array : Parsed<O['body']>;
export type AnswerOf<O extends Operation> = O['answer'] extends 'picture' ? Uint8Array : Parsed<O['answer']>;
