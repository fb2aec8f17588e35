/** Longer than any answer is of use: what was begun does not hang for ever. */
const timeoutMs = 20_000;

const answers = new Map<string, Promise<Response>>();

/** Asks the server for something that is about to be wanted, while the program is still on its way. */
export function askEarly(address: string): void {
  const answer = fetch(address, { signal: AbortSignal.timeout(timeoutMs) });
  answer.catch(() => undefined);
  answers.set(address, answer);
}

/** Lets go of what was asked for and has not been wanted. */
export function forgetEarly(): void {
  answers.clear();
}

/** As `fetch`, but what was asked early is not asked again: such an answer is given once, and only until something changes. */
export function fetchOrTake(address: string, init: RequestInit): Promise<Response> {
  if (init.method !== 'GET') forgetEarly();
  const answer = answers.get(address);
  answers.delete(address);
  return answer?.catch(() => fetch(address, init)) ?? fetch(address, init);
}
