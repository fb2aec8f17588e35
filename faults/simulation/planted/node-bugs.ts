import type { Node } from '@parley/server/features/node.ts';
import { entryKind } from '@parley/server/log/entry-kind.ts';
import { chatOf } from '@parley/server/log/log-key.ts';
import type { StatementsTask, WriteGroup } from '@parley/server/sqlite/task.ts';
import type { OpenWriter } from '@parley/server/sqlite/writer.ts';
import type { PlantedBug } from './planted-bug.ts';

/** What an entry changes in the tables is written with the group after its own. */
function derivedLater(open: OpenWriter): OpenWriter {
  return (path, events) => {
    let owed: StatementsTask[] = [];
    let added = 0;
    const writer = open(path, {
      failed: events.failed,
      wrote: (outcome) =>
        events.wrote('results' in outcome ? { ...outcome, results: outcome.results.slice(added) } : outcome),
    });
    const write = ({ id, tasks }: WriteGroup) => {
      const before = owed;
      added = before.length;
      owed = tasks.flatMap((task) =>
        task.kind === 'append' && task.derived.length > 0
          ? [{ kind: 'statements', statements: task.derived }]
          : [],
      );
      const bare = tasks.map((task) => (task.kind === 'append' ? { ...task, derived: [] } : task));
      writer.write({ id, tasks: [...before, ...bare] });
    };
    return { write, close: () => writer.close() };
  };
}

function countUnread({ chatViews, fanOut, marks }: Node): void {
  const unread = new Map<string, number>();
  const [viewOf, spread, raise] = [
    chatViews.of.bind(chatViews),
    fanOut.entries.bind(fanOut),
    marks.raise.bind(marks),
  ];
  chatViews.of = async (state, user) => {
    const view = await viewOf(state, user);
    const key = `${state.log}:${user}`;
    if (view !== undefined && !unread.has(key)) unread.set(key, view.unread);
    return view && { ...view, unread: unread.get(key) ?? 0 };
  };
  fanOut.entries = (entries) => {
    for (const { log, kind, author } of entries) {
      if (kind !== entryKind.message) continue;
      for (const [key, count] of unread) {
        if (key.startsWith(`${log}:`) && key !== `${log}:${author}`) unread.set(key, count + 1);
      }
    }
    return spread(entries);
  };
  marks.raise = (state, user, wanted) => {
    if (wanted.read !== undefined) unread.set(`${state.log}:${user}`, 0);
    raise(state, user, wanted);
  };
}

/** The mark that came last counts, instead of the furthest. */
function overwriteMarks({ marks }: Node): void {
  const raise = marks.raise.bind(marks);
  marks.raise = (state, user, wanted) => {
    const member = state.members.get(user);
    if (member !== undefined) Object.assign(member, { read: 0, delivered: 0 });
    raise(state, user, wanted);
  };
}

function tellHeadsUnderWay({ catchUp, chats, store }: Node): void {
  catchUp.heads = async (user) => {
    const heads: Record<string, number> = {};
    for (const { log } of await store.chats.memberships(user)) {
      heads[chatOf(log)] = (await chats.load(log))?.head.position ?? 0;
    }
    return heads;
  };
}

/** In a node, and between it and its disk. */
export const nodeBugs: readonly PlantedBug[] = [
  { name: 'An entry and what follows from it are two commits', seams: { writer: derivedLater } },
  { name: 'Unread messages are counted up and down', seams: { node: countUnread } },
  { name: 'Marks are overwritten by the one that comes last', seams: { node: overwriteMarks } },
  { name: 'Heads are told while their entries are on their way', seams: { node: tellHeadsUnderWay } },
  {
    name: 'A state that proved wrong is kept',
    seams: {
      node: ({ chats }) => {
        chats.rewind = () => undefined;
      },
    },
  },
];
