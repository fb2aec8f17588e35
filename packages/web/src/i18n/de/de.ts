import type { Translation } from '../translation.ts';
import { auth } from './auth.ts';
import { chats } from './chats.ts';
import { conversation } from './conversation.ts';
import { emoji } from './emoji.ts';
import { errors } from './errors.ts';
import { groups } from './groups.ts';
import { people } from './people.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { setup } from './setup.ts';
import { shell } from './shell.ts';
import { shortcuts } from './shortcuts.ts';
import { stickers } from './stickers.ts';
import { switcher } from './switcher.ts';

export const de: Translation = {
  auth,
  setup,
  shell,
  chats,
  conversation,
  people,
  search,
  groups,
  settings,
  shortcuts,
  switcher,
  errors,
  emoji,
  stickers,
};
