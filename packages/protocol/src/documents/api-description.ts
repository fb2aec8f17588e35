/** What a reader should know before the first call. */
export const apiDescription = [
  'Everything is JSON in UTF-8, names in snake_case, below `/api/v1`.',
  'Unknown fields are refused by name. Lists answer `items` and, when there is more, `next_cursor`.',
  "An app's token stands in the path and opens the app's open chats; it is a credential: keep it.",
  "People sign in; their session's token goes in `Authorization: Bearer …`, or in an httpOnly cookie.",
  'Where a request takes a `client_id`, sending it again with the same one answers the first result: retry without fear.',
  'Real time: WebSocket at `/api/v1/realtime` (subprotocol `parley.v1`), described in `/api/v1/asyncapi.json`.',
].join('\n\n');

/** The groups of operations, in the order of the documents. */
export const tagDescriptions: Readonly<Record<string, string>> = {
  Instance: 'What anyone may know of this server.',
  Apps: "Apps, their open chats and messages. The app's token in the path is the credential.",
  People: 'Accounts and the directory.',
  Sessions: 'Signing in and out, and new passwords.',
  Friends: 'Friend requests, friends and blocks.',
  Chats: 'Private and group chats, their members and invitations.',
  Messages: 'Messages of your chats, reactions, pins, the log, and search.',
};
