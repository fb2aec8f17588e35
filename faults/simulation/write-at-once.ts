import { openWritable } from '@parley/server/sqlite/connection.ts';
import { GroupWriter } from '@parley/server/sqlite/group-writer.ts';
import type { OpenWriter } from '@parley/server/sqlite/writer.ts';

/** A writer in this thread, on a disk that always works. */
export const writeAtOnce: OpenWriter = (path, events) => {
  const connection = openWritable(path);
  const writer = new GroupWriter(connection);
  return {
    write: (group) => queueMicrotask(() => events.wrote(writer.write(group))),
    close: async () => connection.close(),
  };
};
