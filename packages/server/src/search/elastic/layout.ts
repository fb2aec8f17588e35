import type { ElasticOptions } from './elastic-options.ts';

/**
 * Raised when mapping or words change: names have it in them, so that the code of another layout goes on with its own
 * index until the new one has been filled (SEARCH15).
 */
const layout = 2;

export const fields = { seq: 'seq', at: 'at', log: 'log', grams: 'grams', checkpoint: 'checkpoint' } as const;

/** All checkpoints are on one shard. */
export const checkpointRouting = 'checkpoint';

/** The document that holds a tail's checkpoint, in the index it speaks of. */
export function checkpointId(tail: number): string {
  return `checkpoint-${tail}`;
}

/** What everybody searches; it stands for one index at a time. */
export function readAlias({ name }: ElasticOptions): string {
  return `${name}-v${layout}`;
}

/** The index of one filling: 1, 2, … */
export function generationName(options: ElasticOptions, generation: number): string {
  return `${readAlias(options)}-${String(generation).padStart(6, '0')}`;
}

/** The number in an index's name; 0 when it is not one of ours. */
export function generationOf(options: ElasticOptions, index: string): number {
  const before = `${readAlias(options)}-`;
  const digits = index.startsWith(before) ? index.slice(before.length) : '';
  return /^\d+$/.test(digits) ? Number(digits) : 0;
}

/**
 * Writes go to this alias of one generation. An index that is gone takes its alias with it, so that a writer that is late
 * is refused instead of making an empty index by its name.
 */
export function writeAlias(generation: string): string {
  return `${generation}-write`;
}

/** The template for every generation. */
export function templateOf(options: ElasticOptions): object {
  return {
    index_patterns: [`${readAlias(options)}-*`],
    priority: 500,
    template: { settings: settingsOf(options), mappings },
    _meta: {
      description: 'Messages of Parley for search. It can always be filled again from the log.',
      layout,
    },
  };
}

function settingsOf({ shards, shardsPerApp, replicas }: ElasticOptions): object {
  return {
    number_of_shards: shards,
    number_of_replicas: replicas,
    ...(shardsPerApp > 1 && { routing_partition_size: shardsPerApp }),
    // Pages of one chat are newest first: a shard stops looking as soon as a page is full.
    sort: { field: [fields.seq, fields.at], order: ['desc', 'desc'] },
    // `apply` refreshes; nothing else changes what is found.
    refresh_interval: '60s',
    // How long a deletion refuses late writes of what it deleted.
    gc_deletes: '1h',
  };
}

/**
 * The source is not kept: the words say the text, and the log is where an index is filled from. That also makes the
 * engine refuse `_reindex`, which would copy documents without their words.
 */
const mappings = {
  dynamic: 'strict',
  _routing: { required: true },
  _source: { enabled: false },
  properties: {
    [fields.seq]: { type: 'long' },
    [fields.at]: { type: 'long' },
    [fields.log]: { type: 'keyword', doc_values: false },
    [fields.grams]: {
      type: 'text',
      analyzer: 'whitespace',
      index_options: 'positions',
      norms: false,
      index_prefixes: { min_chars: 1, max_chars: 2 },
    },
    [fields.checkpoint]: { type: 'long', index: false, doc_values: false, store: true },
  },
};
