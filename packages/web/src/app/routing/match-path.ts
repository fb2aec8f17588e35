/** What stands in the places of `:name` in an address. */
export type Params = Readonly<Record<string, string>>;

function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

/** The parts of a path that has the form of a pattern (`/chats/:number`, with `/*` whatever is below); null for any other. */
export function matchPath(pattern: string, path: string): Params | null {
  const wanted = segments(pattern);
  const given = segments(path);
  const open = wanted.at(-1) === '*';
  if (open) wanted.pop();
  if (open ? given.length < wanted.length : given.length !== wanted.length) return null;
  const params: Record<string, string> = {};
  for (const [at, name] of wanted.entries()) {
    const value = decoded(given[at] ?? '');
    if (value === null) return null;
    if (name.startsWith(':')) params[name.slice(1)] = value;
    else if (name !== value) return null;
  }
  return params;
}

/** Whether one is at an address or below it; the query of the address has to be part of the one there is. */
export function isAt(
  address: string,
  place: { readonly pathname: string; readonly search: string },
): boolean {
  const [path = '', query = ''] = address.split('?');
  if (place.pathname !== path && !place.pathname.startsWith(`${path}/`)) return false;
  const given = new URLSearchParams(place.search);
  return [...new URLSearchParams(query)].every(([name, value]) => given.get(name) === value);
}
