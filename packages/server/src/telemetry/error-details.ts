const mostCauses = 5;

export interface ErrorDetails {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  /** With the causes' stacks below. */
  readonly stack: string;
}

/** What a log line keeps of an error (LOGS3). Other properties stay out: libraries put requests and passwords there. */
export function errorDetails(error: unknown): ErrorDetails {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: String(error) };
  const details = { type: error.name, message: error.message, stack: stacks(error) };
  return 'code' in error ? { ...details, code: String(error.code) } : details;
}

function stacks(error: Error): string {
  const texts: string[] = [];
  let next: unknown = error;
  while (next instanceof Error && texts.length <= mostCauses) {
    texts.push(next.stack ?? `${next.name}: ${next.message}`);
    next = next.cause;
  }
  return texts.join('\ncaused by: ');
}
