import { auth } from './auth.ts';
import { emoji } from './emoji.ts';
import { groups } from './groups.ts';
import { people } from './people.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { setup } from './setup.ts';
import { shortcuts } from './shortcuts.ts';
import { switcher } from './switcher.ts';

/** What is said by the parts that are loaded later. */
export const later = {
  auth,
  setup,
  people,
  search,
  groups,
  settings,
  shortcuts,
  switcher,
  emoji,
} as const;
