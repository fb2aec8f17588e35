import type { ErrorBody } from '@parley/protocol/errors.ts';
import type { OperationId } from '@parley/protocol/operation-table.ts';
import { routes } from '@parley/protocol/routes.ts';
import { addressOf } from './address.ts';
import type { Answer, CallArguments } from './operation-input.ts';
import { ParleyError, parleyErrorOf } from './parley-error.ts';

export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly headers: Headers }
  | { readonly ok: false; readonly error: ParleyError };

/** Every call of the contract, typed by its name. */
export interface Api {
  /** The answer; throws ParleyError. */
  call<Id extends OperationId>(id: Id, ...input: CallArguments<Id>): Promise<Answer<Id>>;
  /** The answer or the error, as a value; never throws. */
  attempt<Id extends OperationId>(id: Id, ...input: CallArguments<Id>): Promise<Result<Answer<Id>>>;
  /** The answer with its headers (such as X-Total-Hits); throws ParleyError. */
  request<Id extends OperationId>(
    id: Id,
    ...input: CallArguments<Id>
  ): Promise<{ readonly answer: Answer<Id>; readonly headers: Headers }>;
}

export interface ApiOptions {
  /** Scheme and host, or '' for the page's own. */
  readonly baseUrl: string;
  /** The session's token; undefined where a cookie carries it, or nobody is signed in. */
  readonly token: () => string | undefined;
  readonly timeoutMs?: number;
  readonly fetch: typeof fetch;
  /** Takes back all calls that are under way, and those that follow. */
  readonly ended?: AbortSignal;
}

interface AnyInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Calls over fetch. One that gets no answer within the timeout (20 s by default) fails with `timeout`. */
export function createApi(options: ApiOptions): Api {
  async function request<Id extends OperationId>(id: Id, ...[input = {}]: [input?: AnyInput]) {
    try {
      const response = await send(options, id, input);
      if (!response.ok) throw await refusalOf(response);
      return { answer: (await answerOf(response)) as Answer<Id>, headers: response.headers };
    } catch (cause) {
      throw parleyErrorOf(cause);
    }
  }
  const call: Api['call'] = async (id, ...input) => (await request(id, ...(input as [AnyInput?]))).answer;
  const attempt: Api['attempt'] = async (id, ...input) => {
    try {
      const { answer, headers } = await request(id, ...(input as [AnyInput?]));
      return { ok: true, value: answer, headers };
    } catch (cause) {
      return { ok: false, error: parleyErrorOf(cause) };
    }
  };
  return { call, attempt, request: (id, ...input) => request(id, ...(input as [AnyInput?])) };
}

function send(options: ApiOptions, id: OperationId, input: AnyInput): Promise<Response> {
  const { method, path } = routes[id];
  const token = options.token();
  const headers = new Headers({ accept: 'application/json, image/*' });
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  const init: RequestInit = {
    method,
    headers,
    credentials: 'same-origin',
    signal: signalOf(options, input),
  };
  if (input.body !== undefined) init.body = bodyOf(input.body, headers);
  const address = `${options.baseUrl}/api/v1${addressOf(path, input.params, input.query)}`;
  // Called by itself: a browser's fetch insists on its own `this`.
  const { fetch } = options;
  return fetch(address, init);
}

function signalOf({ timeoutMs = 20_000, ended }: ApiOptions, { signal }: AnyInput): AbortSignal {
  const signals = [AbortSignal.timeout(timeoutMs), ended, signal];
  return AbortSignal.any(signals.filter((each) => each !== undefined));
}

function bodyOf(body: unknown, headers: Headers): Blob | Uint8Array<ArrayBuffer> | string {
  if (body instanceof Blob) {
    headers.set('content-type', body.type);
    return body;
  }
  if (body instanceof Uint8Array) {
    headers.set('content-type', pictureType(body));
    return body as Uint8Array<ArrayBuffer>;
  }
  headers.set('content-type', 'application/json');
  return JSON.stringify(body);
}

/** By its first byte: 0x89 PNG, 0xff JPEG, else WebP. The server checks the rest. */
function pictureType(bytes: Uint8Array): string {
  if (bytes[0] === 0x89) return 'image/png';
  return bytes[0] === 0xff ? 'image/jpeg' : 'image/webp';
}

async function answerOf(response: Response): Promise<unknown> {
  if (response.status === 204 || response.status === 202) return undefined;
  if (isJson(response)) return response.json();
  return new Uint8Array(await response.arrayBuffer());
}

async function refusalOf(response: Response): Promise<ParleyError> {
  const body = isJson(response) ? ((await response.json()) as ErrorBody) : undefined;
  if (body?.error !== undefined) return new ParleyError(body.error, response.status);
  // Something between us and the server answered: a proxy, or a server that is starting.
  const message = `An answer that is not the server's came, with status ${response.status}.`;
  return new ParleyError({ code: 'unavailable', retry: 'backoff', message }, response.status);
}

function isJson(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('application/json') === true;
}
