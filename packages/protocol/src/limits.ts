/** Bounds of the contract. Each is what a server accepts when nothing else is configured. */
export const limits = {
  /** Bytes of UTF-8 in a message's text. */
  contentBytes: 16 * 1024,
  /** Characters in the name of an app, a chat or a person. */
  nameLength: 200,
  /** Characters in a username. */
  usernameLength: 32,
  /** Characters in a person's status text. */
  statusTextLength: 200,
  /** Characters of a client-made key that makes a retry harmless. */
  clientIdLength: 64,
  /** Characters in a search query. */
  queryLength: 200,
  /** Items in an answer's list, at most. */
  pageSize: 100,
  /** Messages in an answer when the caller names no limit: what a chat shows on opening. */
  messagePageSize: 15,
  /** Entries a single request for a hole may return. */
  entryPageSize: 500,
  /** People named in one request (members, invitations, mentions). */
  peoplePerRequest: 100,
  /** Distinct emoji on one message. */
  reactionsPerMessage: 50,
  /** Bytes of an avatar or a group's picture. */
  pictureBytes: 512 * 1024,
  /** Bytes of one WebSocket message (a frame or an array of frames). */
  frameBytes: 256 * 1024,
  /** Frames in one WebSocket message. */
  framesPerMessage: 500,
  /** Chats a single sync may name. */
  chatsPerSync: 5000,
} as const;
