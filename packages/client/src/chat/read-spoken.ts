import type { Api } from '../api/api.ts';
import type { PositionRange } from './away-window.ts';
import type { ChatState, PositionedEntry } from './chat-state.ts';
import type { SpokenPage } from './spoken.ts';

const spokenPageSize = 100;
/** Pages read for one stretch of messages, at most. */
const mostPages = 10;

/** Reads the newest spoken entries before those held, wherever they stand: mostly one page has all there are. */
export async function readSpoken(api: Api, { number, spokenAfter }: ChatState): Promise<SpokenPage> {
  const readBelow = spokenAfter + 1;
  const query = { spoken: true, before: readBelow, limit: spokenPageSize };
  const { items, next_cursor } = await api.call('listEntries', { params: { number }, query });
  const oldest = next_cursor === undefined ? undefined : items.at(-1)?.position;
  return { readBelow, items, after: oldest === undefined ? 0 : oldest - 1 };
}

/** Reads what is told between two positions, the newest of it where there is very much. */
export async function readBetween(
  api: Api,
  number: number,
  { after, before }: PositionRange,
): Promise<readonly PositionedEntry[]> {
  const told: PositionedEntry[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < mostPages; pages++) {
    const query = { spoken: true, after, before, limit: spokenPageSize, ...(cursor && { cursor }) };
    const { items, next_cursor } = await api.call('listEntries', { params: { number }, query });
    told.push(...items.map(({ position, entry }) => ({ position, entry })));
    cursor = next_cursor;
    if (cursor === undefined) break;
  }
  return told;
}
