/** The search engine refused, failed or could not be reached. Never holds credentials or what anybody wrote. */
export class ElasticError extends Error {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** The engine's name for what went wrong, such as `index_not_found_exception`; empty when it gave none. */
  readonly type: string;

  constructor(
    message: string,
    { status, type = '', cause }: { status: number; type?: string; cause?: unknown },
  ) {
    super(message, { cause });
    this.name = 'ElasticError';
    this.status = status;
    this.type = type;
  }
}

interface ErrorBody {
  readonly error?: { readonly type?: string; readonly reason?: string } | string;
}

const longestReason = 300;

/**
 * What an answer that is no success says. Reasons are left out where the request had people's words in it: engines
 * quote what they could not read.
 */
export function errorOf(
  what: string,
  answer: { status: number; text: string },
  discreet: boolean,
): ElasticError {
  const { type, reason } = readError(answer.text);
  const told = [type, discreet ? undefined : reason?.slice(0, longestReason)].filter(Boolean).join(': ');
  const message = `${what} answers ${answer.status}${told && ` (${told})`}${remedyOf(answer.status)}`;
  return new ElasticError(message, { status: answer.status, ...(type !== undefined && { type }) });
}

function readError(text: string): { type?: string | undefined; reason?: string | undefined } {
  try {
    const { error } = JSON.parse(text) as ErrorBody;
    return typeof error === 'object' ? error : { reason: error };
  } catch {
    return {};
  }
}

function remedyOf(status: number): string {
  if (status === 401) return '; check the credentials of PARLEY_ELASTICSEARCH_URL';
  if (status === 403)
    return '; check that the credentials may manage its indexes, and that writing is not blocked: `parley reindex`, run again, ends what it left half done';
  if (status === 429) return '; it has more to do than it can';
  return '';
}
