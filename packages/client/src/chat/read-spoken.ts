import type { Api } from '../api/api.ts';
import type { ChatState } from './chat-state.ts';
import type { SpokenPage } from './spoken.ts';

const spokenPageSize = 100;

/** Reads the newest spoken entries before those held, wherever they stand: mostly one page has all there are. */
export async function readSpoken(api: Api, { number, spokenAfter }: ChatState): Promise<SpokenPage> {
  const readBelow = spokenAfter + 1;
  const query = { spoken: true, before: readBelow, limit: spokenPageSize };
  const { items, next_cursor } = await api.call('listEntries', { params: { number }, query });
  const oldest = next_cursor === undefined ? undefined : items.at(-1)?.position;
  return { readBelow, items, after: oldest === undefined ? 0 : oldest - 1 };
}
