/** The bound of an LRU cache. */
export interface CacheBound {
  readonly maxSize: number;
  readonly sizeCalculation: () => number;
}

/**
 * At most so many entries, whose room is taken as they come. lru-cache's own `max` takes the room of all of them when the
 * cache is made: 7 MB for the caches of a server that has nobody on it.
 */
export function atMostEntries(count: number): CacheBound {
  return { maxSize: count, sizeCalculation: () => 1 };
}
