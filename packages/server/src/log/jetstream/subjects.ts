import { appOf, chatLog, chatOf, type LogKey } from '../log-key.ts';
import { partitionOf } from './partition.ts';

/** How streams and subjects of one cluster are named. */
export class Subjects {
  readonly #cluster: string;
  readonly #partitions: number;

  constructor(cluster: string, partitions: number) {
    this.#cluster = cluster;
    this.#partitions = partitions;
  }

  partition(log: LogKey): number {
    return partitionOf(log, this.#partitions);
  }

  stream(partition: number): string {
    return `${this.#cluster}-log-${partition}`;
  }

  /** Where a log's batches are published. */
  log(log: LogKey): string {
    return `${this.#cluster}.log.${this.partition(log)}.${appOf(log)}.${chatOf(log)}`;
  }

  /** Where the server tells a log's batches once they are stored. */
  told(log: LogKey): string {
    return `${this.#cluster}.told.${this.partition(log)}.${appOf(log)}.${chatOf(log)}`;
  }

  allOf(partition: number): string {
    return `${this.#cluster}.log.${partition}.>`;
  }

  allTold(partition: number): string {
    return `${this.#cluster}.told.${partition}.>`;
  }
}

/** The log of a subject, stored or told. */
export function logOfSubject(subject: string): LogKey {
  const parts = subject.split('.');
  return chatLog(Number(parts.at(-2)), Number(parts.at(-1)));
}
