import type { Message } from '@parley/protocol/message.ts';

/** What the next Enter does: send, send as an answer, or change a message. */
export type ComposerMode =
  | { readonly kind: 'write' }
  | { readonly kind: 'reply'; readonly message: Message }
  | { readonly kind: 'edit'; readonly message: Message };

export const writing: ComposerMode = { kind: 'write' };

/** The newest own message that can still be changed; for ↑ in an empty composer. */
export function lastEditable(messages: readonly Message[], me: string): Message | undefined {
  return messages.findLast(
    ({ sender, content, sticker }) => sender === me && content !== null && sticker === undefined,
  );
}
