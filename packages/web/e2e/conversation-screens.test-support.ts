import type { Translator } from '../src/i18n/translator.ts';
import { dialog, feed, type Page, press, type Screen } from './screen.test-support.ts';

async function openMenu(page: Page, { t }: Translator, number: number): Promise<void> {
  const name = t('conversation.actions', { number });
  await page.getByRole('button', { name, exact: true }).click({ force: true });
  await page.getByRole('menu').waitFor();
}

type Choice = readonly [number: number, action: string];

/** Chooses an action of a message. */
async function choose(page: Page, words: Translator, [number, action]: Choice): Promise<void> {
  await openMenu(page, words, number);
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

const conversation: readonly Screen[] = [
  { name: 'chat list', address: '/chats', open: (page) => page.locator('li[data-index] a').nth(1).waitFor() },
  { name: 'conversation', address: '/chats/1', open: feed },
  {
    name: 'message menu',
    open: (page, words) => openMenu(page, words, 2),
  },
  {
    name: 'answering',
    async open(page, { t }) {
      await page.getByRole('menuitem', { name: t('conversation.reply'), exact: true }).click();
      await page.getByRole('button', { name: t('conversation.cancelReply') }).waitFor();
    },
  },
  {
    name: 'question before deleting',
    address: '/chats/1',
    async open(page, words) {
      await feed(page);
      await choose(page, words, [3, words.t('conversation.delete')]);
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'date popover',
    address: '/chats/1',
    async open(page) {
      await feed(page);
      await page.getByRole('feed').hover();
      await page.getByRole('feed').press('Home');
      const label = page.locator('[aria-haspopup=dialog].rounded-full').first();
      await label.focus();
      await page.keyboard.press('Enter');
      await dialog(page);
    },
  },
  {
    name: 'person details',
    address: '/chats/1?pane=details',
    open: (page) => page.getByRole('complementary').getByText('Lighthouse keeper').waitFor(),
  },
];

const group: readonly Screen[] = [
  { name: 'group', address: '/chats/2', open: feed },
  {
    name: 'group details',
    address: '/chats/2?pane=details',
    open: (page, { t }) => page.getByRole('button', { name: t('groups.invite') }).waitFor(),
  },
  {
    name: 'member menu',
    async open(page, { t }) {
      await press(page, t('groups.memberActions', { name: 'Bob Okafor' }));
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'renaming a group',
    address: '/chats/2?pane=details',
    async open(page, { t }) {
      await press(page, t('groups.rename'));
      await page.getByLabel(t('groups.name')).waitFor();
    },
  },
  {
    name: 'inviting',
    address: '/chats/2?pane=details',
    async open(page, { t }) {
      await press(page, t('groups.invite'));
      await dialog(page);
    },
  },
];

const writing: readonly Screen[] = [
  {
    name: 'emoji',
    address: '/chats/1',
    async open(page, { t }) {
      await feed(page);
      await press(page, t('conversation.openEmoji'));
      await page.getByRole('gridcell').first().waitFor();
    },
  },
  {
    name: 'stickers',
    async open(page, { t }) {
      await page.getByRole('tab', { name: t('emoji.stickers') }).click();
      await page.getByRole('tabpanel').getByRole('img').first().waitFor();
    },
  },
  {
    name: 'completion',
    address: '/chats/2',
    async open(page) {
      await feed(page);
      await page.locator('textarea').pressSequentially('@b');
      await page.getByRole('listbox').getByRole('option').first().waitFor();
    },
  },
  {
    name: 'forwarding',
    address: '/chats/1',
    async open(page, words) {
      await feed(page);
      await choose(page, words, [1, words.t('conversation.forward')]);
      await dialog(page, words.t('conversation.forwardTitle'));
    },
  },
  {
    name: 'message details',
    address: '/chats/2',
    async open(page, words) {
      await feed(page);
      await choose(page, words, [3, words.t('conversation.info')]);
      await dialog(page, words.t('conversation.infoTitle'));
    },
  },
  {
    name: 'pinned messages',
    address: '/chats/2',
    async open(page, { t }) {
      await feed(page);
      await press(page, t('conversation.allPinned'));
      await dialog(page);
    },
  },
];

/** What there is to see of a private chat and of a group. */
export const conversations: readonly Screen[] = [...conversation, ...group, ...writing];
