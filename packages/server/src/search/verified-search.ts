import { type Highlight, highlightsOf } from '@parley/protocol/highlights.ts';
import type { MatchPlace, SearchIndex, SearchScope } from './search-index.ts';

/**
 * The texts of messages as they are now, one for each sequence asked, in that order; null for a message that is
 * deleted, unknown, or not wanted by a further filter (its sender, its date).
 */
export type CurrentTexts = (
  seqs: readonly number[],
) => readonly (string | null)[] | Promise<readonly (string | null)[]>;

export interface CurrentSearch extends SearchScope {
  /** Where the previous page ended: its `next`, with the time of that message. */
  readonly before?: MatchPlace;
  /** Leaves out so many of the newest matches, for page numbers. */
  readonly skip?: number;
  readonly limit: number;
  readonly textsOf: CurrentTexts;
}

export interface Hit {
  readonly seq: number;
  /** The text the highlights belong to. */
  readonly text: string;
  readonly highlights: readonly Highlight[];
}

export interface CurrentHits {
  /** Newest first. May be fewer than the limit although `next` is there (SEARCH6). */
  readonly hits: readonly Hit[];
  /** The message after which to go on; absent at the end. */
  readonly next?: number;
}

const smallestBatch = 16;
const largestBatch = 1000;
/** Bounds the texts one page may read when a filter lets almost nothing through. */
const examinedAtMost = 5000;

/**
 * Searches with any engine and answers only messages whose current text matches (SEARCH5): what was edited or
 * deleted since it was indexed never shows.
 */
export async function searchCurrentTexts(index: SearchIndex, search: CurrentSearch): Promise<CurrentHits> {
  const { logs, query, limit, textsOf } = search;
  const hits: Hit[] = [];
  let { before } = search;
  let skip = search.skip ?? 0;
  let batch = Math.min(Math.max(limit, smallestBatch), largestBatch);
  let examined = 0;
  while (examined < examinedAtMost) {
    const found = await index.matches({
      ...{ logs, query, skip, limit: batch },
      ...(before !== undefined && { before }),
    });
    const fresh = hitsAmong(found.seqs, await textsOf(found.seqs), query);
    const page = fresh.slice(0, limit - hits.length);
    hits.push(...page);
    // A full page ends at its own last hit, so that the next one begins right after it.
    const lastShown = page.at(-1);
    if (page.length < fresh.length && lastShown !== undefined) return ending(hits, lastShown.seq);
    if (found.next === undefined) return { hits };
    before = found.next;
    if (hits.length === limit) return ending(hits, before.seq);
    skip = 0;
    examined += found.seqs.length;
    batch = Math.min(batch * 2, largestBatch);
  }
  return before === undefined ? { hits } : ending(hits, before.seq);
}

function ending(hits: readonly Hit[], next: number): CurrentHits {
  return { hits, next };
}

function hitsAmong(seqs: readonly number[], texts: readonly (string | null)[], query: string): Hit[] {
  const hits: Hit[] = [];
  seqs.forEach((seq, index) => {
    const text = texts[index];
    if (text === null || text === undefined) return;
    const highlights = highlightsOf(text, query);
    if (highlights !== null) hits.push({ seq, text, highlights });
  });
  return hits;
}
