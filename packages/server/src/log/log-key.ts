/** Which log: an app's own (its chats, numbered) or a chat's. Derived, never stored apart; never leaves the server. */
export type LogKey = number & { readonly __brand: 'LogKey' };

const chatsPerApp = 2 ** 32;

export function appLog(app: number): LogKey {
  return (app * chatsPerApp) as LogKey;
}

export function chatLog(app: number, chat: number): LogKey {
  return (app * chatsPerApp + chat) as LogKey;
}

export function appOf(log: LogKey): number {
  return Math.floor(log / chatsPerApp);
}

/** The chat's number in its app; 0 for the app's own log. */
export function chatOf(log: LogKey): number {
  return log % chatsPerApp;
}
