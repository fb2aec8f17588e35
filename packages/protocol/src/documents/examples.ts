import type { z } from 'zod';
import type { OperationId, OperationTable } from '../operation-table.ts';

/** The operations that take a JSON body. */
export type IdWithBody = {
  [Id in OperationId]: OperationTable[Id] extends { readonly body: z.ZodType } ? Id : never;
}[OperationId];

type InputOf<O> = O extends { readonly body: infer Schema extends z.ZodType } ? z.input<Schema> : never;

/** A body for each operation that takes one: shown in the documents and sent by the tests (API6). */
export const bodyExamples: { readonly [Id in IdWithBody]: InputOf<OperationTable[Id]> } = {
  setUp: {
    code: 'k7wd-3q9x-m2vt-8hra-5yzc-n4pe-6jbs',
    username: 'alice',
    password: 'correct horse battery',
    instance_name: 'Our place',
  },
  createApp: { name: 'Support desk' },
  renameApp: { name: 'Help desk' },
  createOpenChat: { name: 'Order 1042' },
  postOpenMessage: {
    content: 'Where is my parcel?',
    client_id: '9f2c6a1e-7b1d-4f0e-a8c5-3d2b1a0f4e6d',
    sender: 'Web shop',
  },
  editOpenMessage: { content: 'Where is my parcel? It was due on Monday.' },
  register: { username: 'alice', password: 'correct horse battery', name: 'Alice' },
  changeAccount: { name: 'Alice A.', status_text: 'On the train' },
  removeAccount: { current_password: 'correct horse battery', messages: 'keep' },
  signIn: { username: 'alice', password: 'correct horse battery' },
  requestPasswordReset: { email: 'alice@example.org' },
  resetPassword: { password: 'staple battery horse' },
  sendFriendRequest: { to: 'bob' },
  answerFriendRequest: { status: 'accepted' },
  createChat: { kind: 'group', name: 'Climbing', members: ['bob'] },
  changeChat: { name: 'Climbing on Sundays' },
  invite: { usernames: ['carol'] },
  answerInvitation: { status: 'accepted' },
  changeRole: { role: 'admin' },
  setMarks: { delivered: 4, read: 3 },
  postMessage: { content: 'Sunday at nine?', client_id: '0b1e8a52-6f3f-4d59-9a0b-8c7d6e5f4a3b' },
  editMessage: { content: 'Sunday at ten?' },
};

/** A value for each parameter of a path or a query; those of the path that are credentials stand for themselves. */
export const parameterExamples: Readonly<Record<string, string | number>> = {
  token: 'Vq3uZk8sT1yXo5RwN7cEfA',
  number: 1,
  chat: 1,
  username: 'bob',
  emoji: '👍',
  handle: 'current',
  code: 'mR4tX9bK2vL7pQ5sW8nZ3d',
  q: 'parcel',
  keyword: 'parcel',
  direction: 'received',
};

/** A body for an operation; undefined where it takes none. */
export function bodyExample(id: OperationId): unknown {
  const examples: Partial<Record<OperationId, unknown>> = bodyExamples;
  return examples[id];
}
