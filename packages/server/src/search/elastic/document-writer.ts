import { normalise } from '@parley/protocol/normalise.ts';
import type { Reached, SearchDocument } from '../search-index.ts';
import { ElasticError } from './elastic-error.ts';
import type { ElasticHttp } from './elastic-http.ts';
import { gramsOf } from './grams.ts';
import { checkpointId, checkpointRouting, fields, writeAlias } from './layout.ts';
import { routingOf } from './routing.ts';
import { SharedRefresh } from './shared-refresh.ts';

/** A document ready to be sent: nothing about it can fail any more on this side. */
interface Prepared {
  readonly seq: number;
  readonly at: number;
  readonly log: number;
  /** null removes it. */
  readonly normalised: string | null;
}

interface BulkAnswer {
  readonly errors: boolean;
  readonly items?: readonly { readonly index?: BulkItem; readonly delete?: BulkItem }[];
}

interface BulkItem {
  readonly status: number;
  readonly error?: { readonly type?: string };
}

/** Bounds memory, and what the engine must hold at once: it refuses requests beyond 100 MB. */
const unitsPerRequest = 1_000_000;
const triesInVain = 7;
const tooBusy = 429;
/** A later state of the document is there already: this one is a replay, or late. */
const outdated = 409;
const absent = 404;

/**
 * Writes documents, then their tail's checkpoint, to one generation. The engine has no transaction over both: what
 * makes replaying harmless is that each document carries the checkpoint of its batch as its version, so that what comes
 * late or again never replaces what is newer (SEARCH13). All versions of a document are of one tail.
 */
export class DocumentWriter {
  readonly #http: ElasticHttp;
  readonly #refresh: SharedRefresh;
  readonly #onBulk: () => void;

  /** `onBulk`: called when a request of documents was answered. */
  constructor(http: ElasticHttp, onBulk: () => void = () => {}) {
    this.#http = http;
    this.#onBulk = onBulk;
    this.#refresh = new SharedRefresh(http);
  }

  /** `unseen`: nobody searches this generation yet; `refresh` comes before somebody does. */
  async apply(
    generation: string,
    documents: readonly SearchDocument[],
    { tail, seq }: Reached,
    unseen = false,
  ): Promise<void> {
    const prepared = prepare(documents);
    for (const part of partsOf(prepared)) await this.#write(generation, part, seq);
    if (prepared.length > 0 && !unseen) await this.refresh(generation);
    await this.#setCheckpoint(generation, tail, seq);
  }

  /** Makes visible what has been written. */
  refresh(generation: string): Promise<void> {
    return this.#refresh.of(generation);
  }

  /** Of a tail, in a generation or in the one an alias stands for; 0 when it has none yet. */
  async checkpoint(index: string, tail: number): Promise<number> {
    const options = `routing=${checkpointRouting}&stored_fields=${fields.checkpoint}`;
    const { body } = await this.#http.send<{ found?: boolean; fields?: { checkpoint?: [number] } }>({
      method: 'GET',
      path: `/${index}/_doc/${checkpointId(tail)}?${options}`,
      accept: [404],
    });
    if (body.found === undefined)
      throw new Error(
        `the search index ${index} is gone; restart this server, which makes and fills another`,
      );
    return body.fields?.checkpoint?.[0] ?? 0;
  }

  async #setCheckpoint(generation: string, tail: number, seq: number): Promise<void> {
    const options = `routing=${checkpointRouting}&version=${seq}&version_type=external_gte&require_alias=true`;
    await this.#http.send({
      method: 'PUT',
      path: `/${writeAlias(generation)}/_doc/${checkpointId(tail)}?${options}`,
      body: { [fields.checkpoint]: seq },
      accept: [outdated],
    });
  }

  /** What the engine was too busy for is sent again, in smaller requests; the others are not. */
  async #write(generation: string, part: readonly Prepared[], version: number): Promise<void> {
    let waiting = part;
    let size = part.length;
    for (let inVain = 0; waiting.length > 0; ) {
      const sent = waiting.slice(0, size);
      const statuses = await this.#send(generation, sent, version);
      const refused = sent.filter((_, at) => statuses[at] === tooBusy);
      waiting = [...refused, ...waiting.slice(size)];
      if (refused.length === 0) continue;
      inVain = refused.length === sent.length ? inVain + 1 : 0;
      if (inVain === triesInVain) {
        const what = `the search engine is too busy for ${waiting.length} of ${part.length} documents`;
        throw new ElasticError(what, { status: tooBusy });
      }
      size = Math.ceil(size / 2);
      await this.#http.pause(inVain);
    }
  }

  async #send(generation: string, part: readonly Prepared[], version: number): Promise<number[]> {
    const { status, body } = await this.#http.send<BulkAnswer>({
      method: 'POST',
      path: `/${writeAlias(generation)}/_bulk?require_alias=true&filter_path=errors,items.*.status,items.*.error.type`,
      body: part.map((document) => linesOf(document, version)).join(''),
      discreet: true,
      accept: [tooBusy],
    });
    this.#onBulk();
    if (status === tooBusy) return part.map(() => tooBusy);
    if (!body.errors) return part.map(() => 200);
    return (body.items ?? []).map((item) => statusOf(item.index ?? item.delete));
  }
}

/** Throws before anything is sent when a text cannot be normalised. Of one message's documents the last one counts. */
function prepare(documents: readonly SearchDocument[]): Prepared[] {
  const latest = new Map<number, Prepared>();
  for (const { seq, at, log, text } of documents)
    latest.set(seq, { seq, at, log, normalised: text === null ? null : normalise(text) });
  return [...latest.values()];
}

function* partsOf(prepared: readonly Prepared[]): Generator<Prepared[]> {
  let part: Prepared[] = [];
  let units = 0;
  for (const document of prepared) {
    part.push(document);
    units += 100 + (document.normalised?.length ?? 0);
    if (units < unitsPerRequest) continue;
    yield part;
    part = [];
    units = 0;
  }
  if (part.length > 0) yield part;
}

function linesOf({ seq, at, log, normalised }: Prepared, version: number): string {
  const meta = { _id: String(seq), routing: routingOf(log), version, version_type: 'external_gte' };
  if (normalised === null) return `${JSON.stringify({ delete: meta })}\n`;
  const document = {
    [fields.seq]: seq,
    [fields.at]: at,
    [fields.log]: String(log),
    [fields.grams]: gramsOf(normalised),
  };
  return `${JSON.stringify({ index: meta })}\n${JSON.stringify(document)}\n`;
}

/** The status of an item, when trying again may help or nothing is wrong with it. */
function statusOf(item: BulkItem | undefined): number {
  const status = item?.status ?? 0;
  const type = item?.error?.type;
  const fine =
    (status >= 200 && status < 300) || status === outdated || (status === absent && type === undefined);
  if (fine || status === tooBusy) return status;
  throw new ElasticError(`the search engine refuses a document: ${status} ${type ?? ''}`.trimEnd(), {
    status,
    ...(type !== undefined && { type }),
  });
}
