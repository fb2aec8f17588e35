/** The cast and the things of the documents' examples: one story that fits together. */

export const at = '2026-01-31T12:00:00.000Z';
const later = '2026-03-02T12:00:00.000Z';

export const app = { token: 'Vq3uZk8sT1yXo5RwN7cEfA', name: 'Support desk', chats_count: 1, created_at: at };
export const openChat = { number: 1, name: 'Order 1042', messages_count: 1, created_at: at };
export const openMessage = {
  number: 1,
  position: 1,
  revision: 1,
  sender: 'Web shop',
  content: 'Where is my parcel?',
  at,
};
export const message = {
  ...openMessage,
  position: 3,
  revision: 3,
  sender: 'alice',
  content: 'Sunday at nine?',
};
export const openEntry = {
  chat: 1,
  position: 1,
  entry: { kind: 'message' as const, number: 1, sender: 'Web shop', content: 'Where is my parcel?', at },
};
export const entry = {
  ...openEntry,
  position: 3,
  entry: { ...openEntry.entry, sender: 'alice', content: 'Sunday at nine?' },
};
export const openMatch = { message: openMessage, highlights: [[12, 18] as [number, number]] };
export const match = { message, highlights: [[0, 6] as [number, number]] };

export const alice = {
  username: 'alice',
  name: 'Alice',
  status_text: 'On the train',
  avatar: null,
  created_at: at,
};
export const bob = { ...alice, username: 'bob', name: 'Bob', status_text: '' };
export const account = { ...alice, email: null, presence_visibility: 'friends' as const, owner: false };
export const profile = { ...bob, relation: 'friend' as const, presence: 'online' as const };
export const signedIn = {
  user: account,
  session: { handle: 'p7Yk2', token: 'wJ8cR5nT0vB3xM6qZ1sK4uHfLdAeGiPo', expires_at: later },
};
export const session = {
  handle: 'p7Yk2',
  current: true,
  device: 'Firefox on Linux',
  created_at: at,
  last_used_at: at,
  expires_at: later,
};
export const friendRequest = { from: alice, to: bob, status: 'unread' as const, created_at: at };
export const member = {
  username: 'alice',
  name: 'Alice',
  role: 'owner' as const,
  joined_at: at,
  delivered: 1,
  read: 1,
};
export const marks = { delivered: 4, read: 3 };
export const chat = {
  number: 1,
  kind: 'group' as const,
  name: 'Climbing',
  picture: null,
  position: 3,
  messages_count: 1,
  unread: 0,
  role: 'owner' as const,
  marks: { delivered: 1, read: 1 },
  members: [member],
  members_count: 1,
  invited: ['bob'],
  last_message: message,
  created_at: at,
};
export const invitation = {
  chat: 1,
  name: 'Climbing',
  invited_by: 'alice',
  members_count: 1,
  created_at: at,
};
