import assert from 'node:assert/strict';
import { type ErrorObject, errorBody, errorTable } from '@parley/protocol/errors.ts';
import type { AnswerOf } from '@parley/protocol/operation.ts';
import { errorsOf } from '@parley/protocol/operation-errors.ts';
import { type OperationId, type OperationTable, operationOf } from '@parley/protocol/operation-table.ts';
import { routes } from '@parley/protocol/routes.ts';

export type Answer<Id extends OperationId> = AnswerOf<OperationTable[Id]>;

/** What a request says: loosely typed, since tests also send what is wrong. */
export interface Asked {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number>> | string;
  /** An object goes as JSON, bytes and text as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a request shows: the token of a session or a key, or a session as the browser's cookie. */
export interface Shown {
  readonly token?: string;
  readonly cookie?: string;
}

/** An answer that has been found to be as the contract describes it. */
export interface Answered<Id extends OperationId> {
  readonly status: number;
  readonly headers: Headers;
  /** The body as text; empty for pictures and for answers without one. */
  readonly text: string;
  readonly answer: Answer<Id> | undefined;
  readonly error: ErrorObject | undefined;
}

/** Calls a server over HTTP and holds every answer against the contract, strictly (HTTP1). */
export class ContractClient {
  readonly url: string;
  /** Operations that have answered with success so far. */
  readonly succeeded = new Set<OperationId>();

  constructor(url: string) {
    this.url = url;
  }

  /** Calls an operation; fails when the answer is not one that the contract describes. */
  async call<Id extends OperationId>(id: Id, asked: Asked = {}, shown: Shown = {}): Promise<Answered<Id>> {
    const { method, path } = routes[id];
    const init: RequestInit = { method, headers: headersOf(asked, shown) };
    if (asked.body !== undefined) init.body = bodyOf(asked.body);
    const response = await fetch(`${this.url}/api/v1${addressOf(path, asked)}`, init);
    const answered = await checkedAnswer(id, response);
    if (answered.error === undefined) this.succeeded.add(id);
    return answered;
  }

  /** The answer of a call that must succeed. */
  async ok<Id extends OperationId>(id: Id, asked: Asked = {}, shown: Shown = {}): Promise<Answer<Id>> {
    const { answer, error } = await this.call(id, asked, shown);
    assert.equal(error, undefined, `${id} was refused: ${JSON.stringify(error)}`);
    return answer as Answer<Id>;
  }

  /** The error of a call that must be refused. */
  async refused(id: OperationId, asked: Asked = {}, shown: Shown = {}): Promise<ErrorObject> {
    const { error } = await this.call(id, asked, shown);
    assert.ok(error, `${id} succeeded`);
    return error;
  }
}

function addressOf(path: string, { params = {}, query = {} }: Asked): string {
  const filled = path.replace(/:([a-z]+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = typeof query === 'string' ? query : new URLSearchParams(textsOf(query)).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

function textsOf(fields: Readonly<Record<string, string | number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
}

function headersOf({ body, headers }: Asked, { token, cookie }: Shown): Record<string, string> {
  return {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(cookie !== undefined && { cookie: `parley_session=${cookie}` }),
    ...headers,
  };
}

function bodyOf(body: unknown): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body);
}

/** Reads an answer to an operation; fails when it is not one that the contract describes. */
export async function checkedAnswer<Id extends OperationId>(
  id: Id,
  response: Response,
): Promise<Answered<Id>> {
  const { status, headers } = response;
  const operation = operationOf(id);
  if (status >= 400) {
    const text = await response.text();
    assert.equal(headers.get('content-type'), 'application/json; charset=utf-8', `${id} ${status}: ${text}`);
    const { error } = errorBody.parse(JSON.parse(text));
    assert.equal(status, errorTable[error.code].status, `${id} answers ${error.code}`);
    assert.ok(
      errorsOf(operation).includes(error.code),
      `${id} answers ${error.code}, which is not documented`,
    );
    return { status, headers, text, answer: undefined, error };
  }
  assert.equal(status, operation.status, `${id} succeeds`);
  for (const name of Object.keys(operation.answerHeaders ?? {}))
    assert.ok(headers.has(name), `${id}: ${name}`);
  const { text, answer } = await successOf(id, response);
  return { status, headers, text, answer: answer as Answer<Id>, error: undefined };
}

async function successOf(id: OperationId, response: Response): Promise<{ text: string; answer: unknown }> {
  const { answer } = operationOf(id);
  if (answer === 'picture') return { text: '', answer: new Uint8Array(await response.arrayBuffer()) };
  const text = await response.text();
  if (answer === undefined) {
    assert.equal(text, '', `${id} answers a body`);
    return { text, answer: undefined };
  }
  assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8', id);
  return { text, answer: answer.parse(JSON.parse(text)) };
}
