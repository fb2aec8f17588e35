import { chats } from './chats.ts';
import { conversation } from './conversation.ts';
import { errors } from './errors.ts';
import { shell } from './shell.ts';
import { stickers } from './stickers.ts';

/** What the first view says: the list of chats and a conversation. */
export const first = { shell, chats, conversation, errors, stickers } as const;
