/** Every `$ref` of a document with the place it stands at. */
export function* references(value: unknown, place = '#'): Generator<readonly [place: string, ref: string]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === '$ref' && typeof inner === 'string') yield [place, inner];
    else yield* references(inner, `${place}/${key}`);
  }
}

/** What a local reference points at; undefined when it points nowhere. */
export function target(document: unknown, ref: string): unknown {
  if (!ref.startsWith('#/')) return undefined;
  let value = document;
  for (const key of ref.slice(2).split('/')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  return value;
}
