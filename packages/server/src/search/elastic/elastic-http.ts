import type { Clock } from '../../telemetry/clock.ts';
import { ElasticError, errorOf } from './elastic-error.ts';
import type { ElasticCredentials, ElasticOptions } from './elastic-options.ts';

export interface ElasticRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the address, with the query: `/_bulk?refresh=false`. */
  readonly path: string;
  /** JSON as a value, or lines of it as a text. */
  readonly body?: object | string;
  /** Whether the request has people's words in it, which no error may repeat. */
  readonly discreet?: boolean;
  /** Answers with these statuses are results, not errors. */
  readonly accept?: readonly number[];
  /** False for what must not be done twice. */
  readonly repeatable?: boolean;
}

/** A tree of the engine's answer; each caller says what it expects in there. */
export interface ElasticAnswer<Body> {
  readonly status: number;
  readonly body: Body;
}

const tries = 6;
const firstDelayMs = 100;
/** Too busy, starting, or a proxy that did not reach it: the next try may succeed. */
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Speaks what Elasticsearch and OpenSearch have in common. Requests that fail for the moment are tried again. */
export class ElasticHttp {
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #timeoutMs: number;
  readonly #clock: Clock;

  constructor({ url, credentials, timeoutMs, clock }: ElasticOptions) {
    const { origin, pathname, username, password } = new URL(url);
    if (username !== '' || password !== '')
      throw new Error(`the address ${origin} of the search engine has credentials in it; give them apart`);
    this.#base = origin + pathname.replace(/\/$/, '');
    this.#headers = credentials === undefined ? {} : { authorization: authorization(credentials) };
    this.#timeoutMs = timeoutMs;
    this.#clock = clock;
  }

  /** Throws an ElasticError unless the answer is a success or accepted. */
  async send<Body>(request: ElasticRequest): Promise<ElasticAnswer<Body>> {
    for (let left = tries - 1; ; left--) {
      try {
        return await this.#once<Body>(request);
      } catch (error) {
        const again = error instanceof ElasticError && (error.status === 0 || passing.has(error.status));
        if (!again || left === 0 || request.repeatable === false) throw error;
        await this.pause(tries - 1 - left);
      }
    }
  }

  /** Waits before the next try, longer each time, and not as long as others who wait. */
  pause(triesBefore: number): Promise<void> {
    const delayMs = firstDelayMs * 2 ** triesBefore * (0.5 + Math.random());
    return new Promise((resolve) => this.#clock.setTimeout(resolve, delayMs));
  }

  async #once<Body>(request: ElasticRequest): Promise<ElasticAnswer<Body>> {
    const { path, discreet = false, accept = [] } = request;
    const what = `the search engine at ${this.#base}`;
    const answer = await this.#exchange(request).catch((cause) => {
      throw new ElasticError(`${what} does not answer: ${reasonOf(cause)}`, { status: 0, cause });
    });
    const { status, text } = answer;
    if ((status >= 200 && status < 300) || accept.includes(status))
      return { status, body: this.#read<Body>(text, status) };
    throw errorOf(`${what}, asked for ${path.replace(/\?.*/, '')},`, answer, discreet);
  }

  #read<Body>(text: string, status: number): Body {
    try {
      return JSON.parse(text) as Body;
    } catch {
      throw new ElasticError(`what answers at ${this.#base} is no search engine: it does not speak JSON`, {
        status,
      });
    }
  }

  async #exchange({ method, path, body }: ElasticRequest): Promise<{ status: number; text: string }> {
    const lines = typeof body === 'string';
    const response = await fetch(this.#base + path, {
      method,
      headers: {
        ...this.#headers,
        ...(body !== undefined && { 'content-type': lines ? 'application/x-ndjson' : 'application/json' }),
      },
      body: body === undefined || lines ? (body ?? null) : JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(this.#timeoutMs),
    });
    return { status: response.status, text: await response.text() };
  }
}

function authorization(credentials: ElasticCredentials): string {
  if ('apiKey' in credentials) return `ApiKey ${credentials.apiKey}`;
  const { username, password } = credentials;
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Of a failed fetch: the code of the socket's or the TLS library's error, which says most. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return error.message;
}
