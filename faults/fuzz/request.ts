/** A request before it becomes bytes. */
export interface Request {
  readonly method: string;
  /** The path below /api/v1 with its parameters as `:name`. */
  readonly route: string;
  /** The route is no route of the contract, but a path as it goes out. */
  readonly isOdd?: true;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Stands for the query, as it goes out. */
  readonly rawQuery?: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** A value that goes out as JSON. */
  readonly json?: { readonly value: unknown } | undefined;
  readonly body: Buffer | undefined;
}

/** The path as it goes out, without the query. */
export function pathOf({ route, params, isOdd }: Request): string {
  if (isOdd) return route;
  return route.replace(/:([a-z]+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

/** The body as it goes out. */
export function bodyOf({ json, body }: Request): Buffer | undefined {
  if (json === undefined) return body;
  return Buffer.from(JSON.stringify(json.value) ?? '');
}

export function requestBytes(request: Request, url: string): Buffer {
  const query = request.rawQuery ?? new URLSearchParams(request.query).toString();
  const address = `/api/v1${pathOf(request)}${query === '' ? '' : `?${query}`}`;
  const body = bodyOf(request);
  const head = [
    `${request.method} ${address} HTTP/1.1`,
    `Host: ${new URL(url).host}`,
    ...request.headers.map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : [`Content-Length: ${body.length}`]),
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body ?? Buffer.alloc(0)]);
}
