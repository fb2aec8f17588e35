import { normalise } from '@parley/protocol/normalise.ts';
import type { Matches, MatchPlace, MatchRequest, SearchScope } from '../search-index.ts';
import type { ElasticHttp } from './elastic-http.ts';
import { gramQuery } from './grams.ts';
import { fields } from './layout.ts';
import { routingOfAll } from './routing.ts';

/** The engine's own limit for one page, unless its operator raised it. */
const longestPage = 10_000;
/** The engine's own limit for one list of terms is 65,536. */
const logsPerList = 50_000;

interface Found {
  readonly hits?: {
    readonly hits?: readonly { readonly sort: [number, number] }[];
    readonly total?: { value: number };
  };
}

/** Asks the alias that everybody searches; the words decide exactly, so nothing is verified here (SEARCH1). */
export class DocumentReader {
  readonly #http: ElasticHttp;
  readonly #alias: string;

  constructor(http: ElasticHttp, alias: string) {
    this.#http = http;
    this.#alias = alias;
  }

  async matches({ before, skip = 0, limit, ...scope }: MatchRequest): Promise<Matches> {
    const query = queryOf(scope);
    if (query === null) return { seqs: [] };
    // One more than asked for: whether it is there says whether older matches are left.
    const wanted = skip + limit + 1;
    const places: MatchPlace[] = [];
    let after = before;
    while (places.length < wanted) {
      const size = Math.min(longestPage, wanted - places.length);
      const page = await this.#page(scope.logs, { query, size, after });
      for (const place of page) places.push(place);
      if (page.length < size) break;
      after = page.at(-1);
    }
    const seqs = places.slice(skip, skip + limit).map(({ seq }) => seq);
    const last = places[skip + limit - 1];
    return last !== undefined && places.length === wanted ? { seqs, next: last } : { seqs };
  }

  async count(scope: SearchScope): Promise<number> {
    const query = queryOf(scope);
    if (query === null) return 0;
    const found = await this.#search(
      scope.logs,
      { query, size: 0, track_total_hits: true },
      'hits.total.value',
    );
    return found.hits?.total?.value ?? 0;
  }

  async #page(
    logs: readonly number[],
    { query, size, after }: { query: object; size: number; after: MatchPlace | undefined },
  ): Promise<MatchPlace[]> {
    const order = orderOf(logs);
    const body = {
      query,
      size,
      sort: order.map((field) => ({ [fields[field]]: 'desc' })),
      track_total_hits: false,
      stored_fields: '_none_',
      ...(after !== undefined && { search_after: order.map((field) => after[field]) }),
    };
    const found = await this.#search(logs, body, 'hits.hits.sort');
    return (found.hits?.hits ?? []).map(({ sort: [first, second] }) =>
      order[0] === 'seq' ? { seq: first, at: second } : { seq: second, at: first },
    );
  }

  async #search(logs: readonly number[], body: object, answer: string): Promise<Found> {
    const options = `routing=${routingOfAll(logs)}&allow_partial_search_results=false&filter_path=${answer}`;
    const path = `/${this.#alias}/_search?${options}`;
    return (await this.#http.send<Found>({ method: 'POST', path, body, discreet: true })).body;
  }
}

/** Sequences order one chat, whose entries are of one tail; times order chats of different tails (SEARCH17). */
function orderOf(logs: readonly number[]): readonly ['seq', 'at'] | readonly ['at', 'seq'] {
  return logs.every((log) => log === logs[0]) ? ['seq', 'at'] : ['at', 'seq'];
}

/** null when no log is given: nothing can match. */
function queryOf({ logs, query }: SearchScope): object | null {
  const needle = normalise(query);
  if (needle.length === 0) throw new RangeError('the query is empty; give at least one character');
  if (logs.length === 0) return null;
  const lists: object[] = [];
  for (let at = 0; at < logs.length; at += logsPerList)
    lists.push({ terms: { [fields.log]: logs.slice(at, at + logsPerList).map(String) } });
  return { bool: { filter: [gramQuery(fields.grams, needle), { bool: { should: lists } }] } };
}
