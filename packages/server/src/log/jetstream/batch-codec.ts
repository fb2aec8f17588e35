import type { MsgHdrs } from '@nats-io/transport-node';
import { noHeaders } from '../../nats/connect-nats.ts';
import { type EntryKindCode, isNumbered } from '../entry-kind.ts';
import type { Head, PlacedEntry, StoredEntry } from '../log.ts';
import type { LogKey } from '../log-key.ts';
import { seqOf } from '../tail-seq.ts';
import { logOfSubject } from './subjects.ts';

/** A message of a stream: consecutive entries of one log, stored in one step (LOG12). */
export interface Batch {
  readonly log: LogKey;
  readonly partition: number;
  readonly streamSeq: number;
  /** Sequence of the log's batch before in the stream; 0: there was none. */
  readonly previous: number;
  /** Unique; whoever does not know whether it was stored finds out by it. */
  readonly id: string;
  readonly node: string;
  /** Position of its first entry. */
  readonly first: number;
  readonly head: Head;
  readonly bytes: number;
  entries(): readonly StoredEntry[];
}

/** What a message of a stream is read from: told, or fetched. */
export interface RawBatch {
  readonly subject: string;
  readonly streamSeq: number;
  readonly partition: number;
  readonly headers: MsgHdrs;
  readonly data: Uint8Array;
}

const expectedHeader = 'Nats-Expected-Last-Subject-Sequence';
const idHeader = 'Nats-Msg-Id';
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Fields of an entry in their order; those that are missing at the end are left out. */
type Row = readonly [
  kind: EntryKindCode,
  at: number,
  author?: number | null,
  clientId?: string | null,
  content?: string | null,
  about?: number | null,
  label?: string | null,
  data?: string | null,
];

/** Entries as text; texts joined by commas, in brackets, are a batch's body. */
export function textOf(entries: readonly PlacedEntry[]): string {
  return entries.map((entry) => JSON.stringify(rowOf(entry))).join(',');
}

export function bodyOf(texts: readonly string[]): Uint8Array {
  return encoder.encode(`[${texts.join(',')}]`);
}

/** `place`: the same for two batches that would stand at one position, so that the server takes one of them (LOG13). */
export function batchHeaders(
  batch: Pick<Batch, 'id' | 'node' | 'previous' | 'first' | 'head'>,
  place: string,
): MsgHdrs {
  const all = noHeaders();
  all.set(expectedHeader, `${batch.previous}`);
  all.set(idHeader, place);
  all.set('Parley-Batch', batch.id);
  all.set('Parley-Node', batch.node);
  all.set('Parley-First', `${batch.first}`);
  all.set('Parley-Last', `${batch.head.position}`);
  all.set('Parley-Number', `${batch.head.number}`);
  return all;
}

/** Reads a message's headers; its entries are read when they are asked for. */
export function decodeBatch(raw: RawBatch): Batch {
  const text = (name: string) => raw.headers.last(name);
  const log = logOfSubject(raw.subject);
  const batch = {
    log,
    partition: raw.partition,
    streamSeq: raw.streamSeq,
    previous: Number(text(expectedHeader)),
    id: text('Parley-Batch'),
    node: text('Parley-Node'),
    first: Number(text('Parley-First')),
    head: { position: Number(text('Parley-Last')), number: Number(text('Parley-Number')) },
    bytes: 200 + 3 * raw.data.length,
  };
  let entries: readonly StoredEntry[] | undefined;
  return {
    ...batch,
    entries() {
      entries ??= placeRows(batch, JSON.parse(decoder.decode(raw.data)) as Row[]);
      return entries;
    },
  };
}

/** A batch that this node has just stored: nothing needs to be decoded. */
export function storedBatch(
  batch: Omit<Batch, 'entries' | 'bytes'>,
  placed: readonly PlacedEntry[],
  bytes: number,
): Batch {
  let entries: readonly StoredEntry[] | undefined;
  return {
    ...batch,
    bytes: 200 + 3 * bytes,
    entries() {
      entries ??= placed.map((entry, index) => ({
        ...entry,
        seq: seqOf(batch.partition, batch.streamSeq, index),
      }));
      return entries;
    },
  };
}

/** Sequence of a batch's newest entry. */
export function lastSeqOf({ partition, streamSeq, first, head }: Batch): number {
  return seqOf(partition, streamSeq, head.position - first);
}

function rowOf(entry: PlacedEntry): Row {
  const row = [
    entry.kind,
    entry.at,
    entry.author ?? null,
    entry.clientId ?? null,
    entry.content ?? null,
    entry.about ?? null,
    entry.label ?? null,
    entry.data ?? null,
  ] as const;
  return row.slice(0, row.findLastIndex((field) => field !== null) + 1) as unknown as Row;
}

function placeRows(
  { log, partition, streamSeq, first, head }: Omit<Batch, 'entries'>,
  rows: readonly Row[],
): StoredEntry[] {
  let number = head.number - rows.filter(([kind]) => isNumbered(kind)).length;
  return rows.map((row, index) => {
    const [kind, at, author, clientId, content, about, label, data] = row;
    if (isNumbered(kind)) number += 1;
    return {
      seq: seqOf(partition, streamSeq, index),
      log,
      position: first + index,
      number,
      kind,
      at,
      ...(about != null && { about }),
      ...(author != null && { author }),
      ...(label != null && { label }),
      ...(clientId != null && { clientId }),
      ...(content != null && { content }),
      ...(data != null && { data }),
    };
  });
}
