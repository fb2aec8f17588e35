import type { Clock } from '../../telemetry/clock.ts';
import { type Address, Addresses } from './addresses.ts';
import { ElasticError, errorOf } from './elastic-error.ts';
import type { ElasticOptions } from './elastic-options.ts';

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

interface Answer {
  readonly status: number;
  readonly text: string;
}

const tries = 6;
const firstDelayMs = 100;
/** No answer, starting, or a proxy that did not reach it: another address may answer. */
const absent: ReadonlySet<number> = new Set([0, 502, 503, 504]);
/** The engine has more to do than it can, whichever address is asked. */
const tooBusy = 429;

/**
 * Speaks what Elasticsearch and OpenSearch have in common, with each of its addresses in turn. Requests that fail for the
 * moment are tried again, elsewhere at once (SEARCH18).
 */
export class ElasticHttp {
  readonly #addresses: Addresses;
  readonly #timeoutMs: number;
  readonly #clock: Clock;

  constructor({ urls, timeoutMs, clock }: Pick<ElasticOptions, 'urls' | 'timeoutMs' | 'clock'>) {
    this.#addresses = new Addresses(urls, clock);
    this.#timeoutMs = timeoutMs;
    this.#clock = clock;
  }

  /** Throws an ElasticError unless the answer is a success or accepted. */
  async send<Body>(request: ElasticRequest): Promise<ElasticAnswer<Body>> {
    for (let left = tries - 1; ; left--) {
      try {
        return await this.#once<Body>(request);
      } catch (error) {
        const status = error instanceof ElasticError ? error.status : undefined;
        const again = status !== undefined && (status === tooBusy || absent.has(status));
        if (!again || left === 0 || request.repeatable === false) throw error;
        if (status === tooBusy || !this.#addresses.hasAnother()) await this.pause(tries - 1 - left);
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
    const address = this.#addresses.next();
    const what = `the search engine at ${address.base}`;
    const answer = await this.#exchange(request, address).catch((cause) => {
      this.#addresses.failed(address);
      throw new ElasticError(`${what} does not answer: ${reasonOf(cause)}`, { status: 0, cause });
    });
    const { status } = answer;
    if (absent.has(status)) this.#addresses.failed(address);
    else this.#addresses.answered(address);
    if ((status >= 200 && status < 300) || accept.includes(status))
      return { status, body: read<Body>(address, answer) };
    throw errorOf(`${what}, asked for ${path.replace(/\?.*/, '')},`, answer, discreet);
  }

  async #exchange({ method, path, body }: ElasticRequest, { base, headers }: Address): Promise<Answer> {
    const lines = typeof body === 'string';
    const response = await fetch(base + path, {
      method,
      headers: {
        ...headers,
        ...(body !== undefined && { 'content-type': lines ? 'application/x-ndjson' : 'application/json' }),
      },
      body: body === undefined || lines ? (body ?? null) : JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(this.#timeoutMs),
    });
    return { status: response.status, text: await response.text() };
  }
}

function read<Body>({ base }: Address, { status, text }: Answer): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    throw new ElasticError(`what answers at ${base} is no search engine: it does not speak JSON`, { status });
  }
}

/** Of a failed fetch: the code of the socket's or the TLS library's error, which says most. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause;
  if (!(cause instanceof Error)) return error.message;
  const code = 'code' in cause ? String(cause.code) : cause.message;
  return authorityCodes.has(code)
    ? `${code}; give its authority's certificate with NODE_EXTRA_CA_CERTS`
    : code;
}

/** What Node calls a certificate of an authority that it does not know. */
const authorityCodes: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
