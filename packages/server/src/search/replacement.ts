import type { TailPlace } from '../log/log.ts';
import type { SearchIndex } from './search-index.ts';

/** An index on its way to serve, which is filled beside the one that does (SEARCH15). */
export interface Replacement extends Pick<SearchIndex, 'apply' | 'checkpoint'> {
  /**
   * Serves from now on, and removes what served, at once for everybody; false when it is behind what serves, which then
   * goes on. In between, writes to what serves are refused, so that none is lost; those who follow the log try them again.
   * `catchUp` is called in that time with how far what serves has come: it brings the replacement there, soon.
   */
  promote(catchUp: (serving: readonly TailPlace[]) => Promise<void>): Promise<boolean>;
  /** Throws away what does not serve. Nothing happens to one that does. */
  discard(): Promise<void>;
}
