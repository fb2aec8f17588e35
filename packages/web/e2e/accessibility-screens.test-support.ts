import { conversations } from './conversation-screens.test-support.ts';
import { byKeys, dialog, feed, heading, press, type Screen } from './screen.test-support.ts';

/** What somebody sees who is not signed in. */
export const outside: readonly Screen[] = [
  { name: 'sign-in', address: '/sign-in', open: (page, { t }) => heading(page, t('auth.signInTitle')) },
  {
    name: 'sign-in refused',
    async open(page, { t }) {
      await page.locator('input[name=username]').fill('alice');
      await page.locator('input[name=password]').fill('not the password');
      await press(page, t('auth.signIn'));
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'forgot', address: '/forgot', open: (page, { t }) => heading(page, t('auth.forgotTitle')) },
  {
    name: 'forgot, sent',
    async open(page, { t }) {
      await page.locator('input[name=email]').fill('alice@example.org');
      await press(page, t('auth.forgotSend'));
      await heading(page, t('auth.forgotSentTitle'));
    },
  },
  { name: 'reset', address: '/reset/abc', open: (page, { t }) => heading(page, t('auth.resetTitle')) },
  { name: 'register', address: '/register', open: (page, { t }) => heading(page, t('auth.registerTitle')) },
];

/** What somebody sees who is new. */
export const empty: readonly Screen[] = [
  {
    name: 'no chats yet',
    address: '/chats',
    open: (page, { t }) => page.getByRole('button', { name: t('chats.emptyGroup') }).waitFor(),
  },
  {
    name: 'no friends',
    address: '/people',
    open: (page, { t }) => heading(page, t('people.noFriendsTitle')),
  },
  {
    name: 'no requests',
    address: '/people?section=requests',
    open: (page, { t }) => heading(page, t('people.noRequestsTitle')),
  },
];

const people: readonly Screen[] = (['friends', 'requests', 'directory'] as const).map((section) => ({
  name: `people, ${section}`,
  address: `/people?section=${section}`,
  open: (page) => page.getByRole('listitem').getByRole('button').first().waitFor(),
}));

const search: readonly Screen[] = [
  { name: 'search', address: '/search', open: (page) => page.getByRole('searchbox').waitFor() },
  {
    name: 'results',
    address: '/search?q=the',
    open: (page) => page.locator('[data-result]').first().waitFor(),
  },
  {
    name: 'person filter',
    async open(page, { t }) {
      await press(page, t('search.person'));
      await dialog(page);
    },
  },
  {
    name: 'day filter',
    address: '/search?q=the&from=bob',
    async open(page, { t }) {
      await page.locator('[data-result]').first().waitFor();
      await press(page, t('search.days'));
      await dialog(page);
    },
  },
  {
    name: 'nothing found',
    address: '/search?q=xyzzy',
    open: (page, { t }) => heading(page, t('search.noneTitle')),
  },
  {
    name: 'search beside a conversation',
    address: '/chats/1?pane=search&chat=1&q=ferry',
    open: (page) => page.locator('[data-result]').first().waitFor(),
  },
];

const above: readonly Screen[] = [
  {
    name: 'quick switcher',
    address: '/chats',
    async open(page) {
      await page.locator('li[data-index] a').first().waitFor();
      await byKeys(page, 'Control+k');
    },
  },
  {
    name: 'shortcuts',
    address: '/chats',
    async open(page) {
      await page.locator('li[data-index] a').first().waitFor();
      await byKeys(page, 'Control+/');
    },
  },
  {
    name: 'new chat',
    address: '/chats',
    async open(page, { t }) {
      await press(page, t('chats.newChat'));
      await dialog(page, t('chats.startTitle'));
    },
  },
  {
    name: 'new group',
    address: '/chats',
    async open(page, { t }) {
      await press(page, t('chats.newGroup'));
      await dialog(page, t('chats.newGroup'));
    },
  },
  {
    name: 'person card',
    address: '/people',
    async open(page) {
      await page
        .getByRole('button', { name: /^Bob Okafor/ })
        .first()
        .click();
      await dialog(page);
      await page.getByRole('dialog').getByText('Lighthouse keeper').waitFor();
    },
  },
];

const rest: readonly Screen[] = [
  { name: 'settings', address: '/settings', open: (page, { t }) => heading(page, t('settings.sessions')) },
  {
    name: 'removing the account',
    async open(page, { t }) {
      await press(page, t('settings.remove'));
      await dialog(page, t('settings.removeTitle'));
    },
  },
  {
    name: 'no such page',
    address: '/nowhere',
    open: (page, { t }) => heading(page, t('shell.notFoundTitle')),
  },
  {
    name: 'no such chat',
    address: '/chats/4711',
    open: (page, { t }) => page.getByText(t('conversation.gone')).waitFor(),
  },
  {
    name: 'offline',
    address: '/chats/1',
    async open(page, { t }) {
      await feed(page);
      await page.context().setOffline(true);
      await page.getByText(t('shell.offline')).waitFor();
    },
  },
];

/** What somebody sees who has friends and chats; the network is off at the end. */
export const inhabited: readonly Screen[] = [...conversations, ...people, ...search, ...above, ...rest];
