import assert from 'node:assert/strict';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Calls a server's API as a program would; answers are for the test to read. */
export class ApiCaller {
  readonly #url: string;
  readonly #session: string | undefined;

  constructor(url: string, session?: string) {
    this.#url = url;
    this.#session = session;
  }

  /** The answer's status and JSON, whatever it is; rejects when there is no answer. */
  async ask(method: Method, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.#session !== undefined && { authorization: `Bearer ${this.#session}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** The JSON of an answer that must be a success. */
  async call<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
    const answer = await this.ask(method, path, body);
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Answer;
  }

  /** Every item of a list, page by page. */
  async all<Item>(path: string, limit: number): Promise<Item[]> {
    const items: Item[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const query: string =
        cursor === '' ? `limit=${limit}` : `limit=${limit}&cursor=${encodeURIComponent(cursor)}`;
      const page: { items: Item[]; next_cursor?: string } = await this.call('GET', `${path}?${query}`);
      items.push(...page.items);
      cursor = page.next_cursor;
    }
    return items;
  }
}
