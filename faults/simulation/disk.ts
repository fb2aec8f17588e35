import { openWritable } from '@parley/server/sqlite/connection.ts';
import { GroupWriter } from '@parley/server/sqlite/group-writer.ts';
import type { GroupOutcome, WriteGroup } from '@parley/server/sqlite/task.ts';
import type { OpenWriter } from '@parley/server/sqlite/writer.ts';
import { type Committing, DiskWriter } from './disk-writer.ts';
import type { Timeline } from './timeline.ts';

/** How likely a group finds the disk in that state. */
export interface DiskFaults {
  /** No page can be added. */
  full: number;
  /** The commit cannot be brought to the platter. */
  sync: number;
}

export const wellDisk: DiskFaults = { full: 0, sync: 0 };

const unlimitedPages = 1_000_000_000;
const syncFailed = 1034;

/** The file of a node and the way into it: real SQLite, but the timeline says when a group is committed and when that is told. */
export class Disk {
  faults: DiskFaults = wellDisk;
  usualCommitMs = 4;
  readonly counts = { groups: 0, full: 0, sync: 0, revived: 0 };
  readonly #timeline: Timeline;
  readonly #path: string;
  /** A group whose commit could not be synced, and that nothing was written over since: it may be found after a crash. */
  #unsure: WriteGroup | undefined;
  #writers = new Set<DiskWriter>();

  constructor(timeline: Timeline, path: string) {
    this.#timeline = timeline;
    this.#path = path;
  }

  readonly openWriter: OpenWriter = (path, events) => {
    const writer = new DiskWriter({
      timeline: this.#timeline,
      path,
      events,
      latency: () => this.#timeline.latency(this.usualCommitMs),
      commit: (each) => this.#commit(each),
    });
    this.#writers.add(writer);
    return writer;
  };

  /** The power goes: what is committed stays, and perhaps what was told to have failed. */
  crash(): void {
    for (const writer of this.#writers) writer.crash();
    this.#writers.clear();
    if (this.#unsure !== undefined && this.#timeline.happens(0.5)) this.#revive(this.#unsure);
    this.#unsure = undefined;
  }

  #commit({ connection, writer, group }: Committing): GroupOutcome {
    this.counts.groups += 1;
    const { full, sync } = this.faults;
    if (this.#timeline.happens(full)) return this.#commitOnFullDisk({ connection, writer, group });
    if (this.#timeline.happens(sync)) return this.#commitUnsynced({ connection, writer, group });
    this.#unsure = undefined;
    return writer.write(group);
  }

  #commitOnFullDisk({ connection, writer, group }: Committing): GroupOutcome {
    const pages = Number(connection.prepare('pragma page_count').get()?.page_count);
    connection.exec(`pragma max_page_count = ${pages}`);
    const outcome = writer.write(group);
    connection.exec(`pragma max_page_count = ${unlimitedPages}`);
    if ('failure' in outcome) this.counts.full += 1;
    else this.#unsure = undefined;
    return outcome;
  }

  #commitUnsynced({ connection, writer, group }: Committing): GroupOutcome {
    const exec = connection.exec.bind(connection);
    connection.exec = (sql) => {
      if (sql !== 'commit') return exec(sql);
      throw Object.assign(new Error('disk I/O error'), { errcode: syncFailed });
    };
    const outcome = writer.write(group);
    connection.exec = exec;
    this.counts.sync += 1;
    this.#unsure = group;
    return outcome;
  }

  /** What was written but not synced was there all the same. */
  #revive(group: WriteGroup): void {
    const connection = openWritable(this.#path);
    const ids = new Set(group.tasks.flatMap((task) => (task.kind === 'append' ? [task.id] : [])));
    const tasks = group.tasks.map((task) =>
      task.kind === 'append' && !ids.has(task.after) ? { ...task, after: 0 } : task,
    );
    new GroupWriter(connection).write({ id: group.id, tasks });
    connection.close();
    this.counts.revived += 1;
  }
}
