import type { SearchDocument } from './search-index.ts';

/** Where an index gets documents from when it fills itself. */
export interface DocumentSource {
  /**
   * What up to so many entries of the log after a sequence say, and the sequence of the last of them; undefined when
   * there is none.
   */
  after(seq: number, limit: number): Promise<DocumentStretch | undefined>;
  close(): void;
}

export interface DocumentStretch {
  readonly documents: readonly SearchDocument[];
  readonly checkpoint: number;
  /** How many entries that was. */
  readonly entries: number;
}

/** A module that exports `openSource`, for the thread an index lives in to load, and what to call that with. */
export interface SourceModule {
  readonly url: string;
  readonly options: string;
}

export type OpenSource = (options: string) => DocumentSource;
