interface Listed {
  readonly number: number;
  readonly unread: number;
}

/** The chat above (-1) or below (1) the open one in the list; with `unreadOnly` the nearest that has something unread. */
export function neighbourChat(
  chats: readonly Listed[],
  open: number | null,
  step: 1 | -1,
  unreadOnly = false,
): number | null {
  const at = chats.findIndex(({ number }) => number === open);
  const start = at === -1 && step === -1 ? chats.length : at;
  for (let index = start + step; index >= 0 && index < chats.length; index += step) {
    const chat = chats[index];
    if (chat !== undefined && (!unreadOnly || chat.unread > 0)) return chat.number;
  }
  return null;
}
