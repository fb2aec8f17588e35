import type { PaneInAddress, PeopleSection, SearchFilters } from './search-params.ts';

/** A path with a query; fields without a value are left out. */
export function withQuery(path: string, fields: object): string {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return query === '' ? path : `${path}?${query}`;
}

/** Every address of the app, as links and redirects write it; `router.tsx` says what is shown there. */
export const addresses = {
  chats: '/chats',
  /** A conversation, with a pane beside it. */
  chat: (number: number, beside: PaneInAddress = {}) => withQuery(`/chats/${number}`, beside),
  /** A conversation at a message. */
  message: (chat: number, message: number, beside: PaneInAddress = {}) =>
    withQuery(`/chats/${chat}/messages/${message}`, beside),
  people: '/people',
  peopleSection: (section: PeopleSection) => withQuery('/people', { section }),
  search: '/search',
  searchFor: (filters: SearchFilters) => withQuery('/search', filters),
  settings: '/settings',
  setup: '/setup',
  forgot: '/forgot',
  /** The pages for signing in, with where to go afterwards. */
  signIn: (next?: string) => withQuery('/sign-in', { next }),
  register: (next?: string) => withQuery('/register', { next }),
} as const;
