export interface SetCookie {
  readonly name: string;
  readonly value: string;
  /** As they stand there. */
  readonly attributes: readonly string[];
}

/** The session cookie an answer sets. */
export function sessionCookieOf(headers: Headers): SetCookie {
  const line = headers.getSetCookie().find((each) => /^(__Host-)?parley_session=/.test(each));
  const [pair = '', ...attributes] = line?.split('; ') ?? [];
  const at = pair.indexOf('=');
  return { name: pair.slice(0, at), value: pair.slice(at + 1), attributes };
}
