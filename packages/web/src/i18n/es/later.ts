import type { LaterTexts } from '../translation.ts';
import { auth } from './auth.ts';
import { emoji } from './emoji.ts';
import { groups } from './groups.ts';
import { people } from './people.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { setup } from './setup.ts';
import { shortcuts } from './shortcuts.ts';
import { switcher } from './switcher.ts';

export const later: LaterTexts = {
  auth,
  setup,
  people,
  search,
  groups,
  settings,
  shortcuts,
  switcher,
  emoji,
};
