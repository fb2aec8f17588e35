import type { ChatState } from '@parley/client/chat/chat-state.ts';
import type { Message } from '@parley/protocol/message.ts';

export type MessageAction =
  | 'reply'
  | 'react'
  | 'forward'
  | 'copy'
  | 'link'
  | 'pin'
  | 'unpin'
  | 'edit'
  | 'info'
  | 'delete';

/** Keys that act on the message that has the focus. */
export const actionKeys: Readonly<Record<MessageAction, readonly string[]>> = {
  reply: ['r'],
  react: ['+', ':'],
  forward: ['f'],
  copy: ['c'],
  link: ['l'],
  pin: ['p'],
  unpin: ['p'],
  edit: ['e'],
  info: ['i'],
  delete: ['Delete', 'Backspace'],
};

type Situation = Pick<ChatState, 'kind' | 'role' | 'me'>;

/** What the server will let this person do with this message, in the order of the menu. */
export function permittedActions(message: Message, { kind, role, me }: Situation): readonly MessageAction[] {
  if (message.content === null) return [];
  const own = message.sender === me;
  const manages = kind === 'group' && role !== 'member';
  const pinning = message.pinned === true ? 'unpin' : 'pin';
  const actions: MessageAction[] = ['reply', 'react', 'forward', 'copy', 'link'];
  if (kind === 'private' || manages) actions.push(pinning);
  if (own && message.sticker === undefined) actions.push('edit');
  actions.push('info');
  if (own || manages) actions.push('delete');
  return actions;
}

/** The permitted action a key stands for. */
export function actionForKey(key: string, permitted: readonly MessageAction[]): MessageAction | undefined {
  const wanted = key.length === 1 ? key.toLowerCase() : key;
  return permitted.find((action) => actionKeys[action].includes(wanted));
}
