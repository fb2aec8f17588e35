/**
 * Hands mail over to whoever delivers it. Guarantees its callers that it does not throw and does not hang: a
 * mail is accepted, or the answer says why not (MAIL1). Delivery itself is the mail server's promise, not ours.
 */
export interface Mail {
  send(letter: Letter): Promise<MailOutcome>;
  /** Ends idle connections. */
  close(): void;
}

export interface Letter {
  /** One address. */
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

export type MailOutcome =
  | { readonly sent: true }
  /** `retry`: the same mail may be accepted later. `reason` has no credentials in it. */
  | { readonly sent: false; readonly retry: boolean; readonly reason: string };

/** Why a letter cannot be mail at all, or undefined (MAIL3): one address, one line of subject. */
export function letterProblem({ to, subject }: Letter): string | undefined {
  if (!/^[^\s@,;<>"()]+@[^\s@,;<>"()]+$/u.test(to)) return 'the recipient is not one plain address';
  if (/\p{Cc}/u.test(subject)) return 'the subject has control characters';
  return undefined;
}
