import type { FirstTexts } from '../translation.ts';
import { chats } from './chats.ts';
import { conversation } from './conversation.ts';
import { errors } from './errors.ts';
import { shell } from './shell.ts';
import { stickers } from './stickers.ts';

export const first: FirstTexts = { shell, chats, conversation, errors, stickers };
