import { mkdirSync } from 'node:fs';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';

/** Somebody at a device of their own: a window that shares nothing with the others. */
export interface BrowserPerson {
  readonly username: string;
  readonly name: string;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page complained about: uncaught errors, violations of its security policy, failed requests. */
  readonly complaints: string[];
}

const language = { locale: 'en-GB', timezoneId: 'Europe/Berlin' } as const;

/** A window on a desk, in daylight. */
export const desk = { viewport: { width: 1280, height: 800 }, colorScheme: 'light', ...language } as const;

/** A phone, at night. */
export const phone = {
  viewport: { width: 390, height: 844 },
  colorScheme: 'dark',
  ...language,
  hasTouch: true,
  deviceScaleFactor: 2,
} as const;

export const password = 'correct horse battery';

const results = new URL('../../../test-results/screens/', import.meta.url);

/** Pictures for the documentation are made on demand only: every other run leaves those files as they are. */
const documented =
  process.env.PARLEY_SCREENS === '1'
    ? new URL('../../../docs/screens/', import.meta.url)
    : new URL('documented/', results);

const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/** Names under which a test reaches its own server as if it were elsewhere. */
const elsewhere = '--host-resolver-rules=MAP *.example.test 127.0.0.1';

/** Starts Chromium: `PARLEY_CHROMIUM`, or where Debian puts it. */
export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: [...flags.split(' '), elsewhere, ...more] });
}

// Asking who is signed in is answered 401 to somebody who is not, and a network that is off fails; Chromium logs both.
const expected = /status of 401|net::ERR_INTERNET_DISCONNECTED|WebSocket connection/;

interface Seat {
  readonly baseURL: string;
  /** `desk` or `phone`, perhaps in another language: `{ ...phone, locale: 'ar-EG' }`. */
  readonly device: BrowserContextOptions;
}

/** Opens a window for somebody; they are not signed in. */
export async function sitDown(
  browser: Browser,
  name: string,
  { baseURL, device }: Seat,
): Promise<BrowserPerson> {
  const context = await browser.newContext({ ...device, baseURL });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text()))
      complaints.push(`${message.text()} ${message.location().url}`);
  });
  const username = name.split(' ')[0]?.toLowerCase() ?? name;
  return { username, name, context, page, complaints };
}

/** Registers through the page. */
export async function register({ page, username, name }: BrowserPerson): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: 'Create an account' }).click();
  // The sign-in page has a field of the same name and stays until this one is loaded.
  await page.getByRole('heading', { name: 'Create your account' }).waitFor();
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Name optional').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Chats', exact: true }).waitFor();
}

/** Signs in on the sign-in page, which is open. */
export async function signIn({ page, username }: BrowserPerson): Promise<void> {
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('list', { name: 'Your chats' }).waitFor();
}

/** Calls the API with the window's own session, for what is not the subject of a test. */
export async function call(
  { page }: BrowserPerson,
  method: string,
  path: string,
  body?: object,
): Promise<void> {
  const status = await page.evaluate(
    async ([verb, address, text]) => {
      const headers = { 'content-type': 'application/json' };
      const init = text === undefined ? { method: verb } : { method: verb, headers, body: text };
      return (await fetch(`/api/v1${address}`, init as RequestInit)).status;
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body)] as const,
  );
  if (status >= 400) throw new Error(`${method} ${path} answered ${status}`);
}

/** Makes two people who are registered friends. */
export async function befriend(one: BrowserPerson, other: BrowserPerson): Promise<void> {
  await call(one, 'POST', '/friend-requests', { to: other.username });
  await call(other, 'PATCH', `/friend-requests/${one.username}`, { status: 'accepted' });
}

/** Goes to a page by the main navigation; on a phone out of the conversation first. */
export async function goTo({ page }: BrowserPerson, place: string): Promise<void> {
  const navigation = page.getByRole('navigation', { name: 'Main navigation' });
  if (!(await navigation.isVisible())) await page.getByRole('link', { name: 'Back' }).click();
  const link = navigation.getByRole('link', { name: place });
  await link.click();
  // Until the new page is there, the former one stays, and reads what comes.
  await link.and(page.locator('[aria-current=page]')).waitFor();
}

/** Opens a chat of the list by what it is called. */
export async function openFromList({ page }: BrowserPerson, title: string): Promise<void> {
  const list = page.getByRole('list', { name: 'Your chats' });
  await list.getByRole('link', { name: new RegExp(`^${title}`) }).click();
  await page.getByRole('feed', { name: `Messages with ${title}` }).waitFor();
}

/** Where one writes in the open chat. */
export function composer({ page }: BrowserPerson): Locator {
  return page.getByRole('textbox', { name: /^Message to/ });
}

/** The newest message of the open chat with this text in it. */
export function bubble({ page }: BrowserPerson, text: string): Locator {
  return page.getByRole('article').filter({ hasText: text }).last();
}

/** Writes a message and waits until it stands in the conversation. */
export async function say(person: BrowserPerson, text: string): Promise<void> {
  await composer(person).fill(text);
  // Where fingers write, Enter makes a new line.
  await person.page.getByRole('button', { name: 'Send', exact: true }).click();
  await bubble(person, text).waitFor();
}

/** Opens the menu of a message. */
export async function openActions(person: BrowserPerson, text: string): Promise<void> {
  const actions = bubble(person, text).getByRole('button', { name: /^Actions for message/ });
  await actions.click({ force: true });
  await person.page.getByRole('menu').waitFor();
}

/** Chooses an action in the menu of a message. */
export async function act(person: BrowserPerson, text: string, action: string): Promise<void> {
  await openActions(person, text);
  await person.page.getByRole('menuitem', { name: action, exact: true }).click();
}

/** Takes a picture of the window as it is, to be looked at after the test. */
export function picture(person: BrowserPerson, name: string): Promise<void> {
  return takePicture(person, new URL(`${name}.png`, results));
}

/** Takes a picture for `docs/screens`, where it replaces the one of that name when `PARLEY_SCREENS=1`. */
export function documentedPicture(person: BrowserPerson, name: string): Promise<void> {
  return takePicture(person, new URL(`${name}.png`, documented));
}

async function takePicture({ page }: BrowserPerson, file: URL): Promise<void> {
  mkdirSync(new URL('.', file), { recursive: true });
  await page.screenshot({ path: file.pathname, animations: 'disabled' });
}
