/** The session cookie an answer sets: its value, and its attributes as they stand there. */
export function sessionCookieOf(headers: Headers): { value: string; attributes: string[] } {
  const line = headers.getSetCookie().find((each) => each.startsWith('parley_session='));
  const [pair = '', ...attributes] = line?.split('; ') ?? [];
  return { value: pair.slice('parley_session='.length), attributes };
}
