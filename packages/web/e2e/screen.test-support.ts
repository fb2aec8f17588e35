import type { BrowserPerson } from '@parley/testkit/browser-person.ts';
import type { Translator } from '../src/i18n/translator.ts';

export type Page = BrowserPerson['page'];

/** A screen, or something open above one. */
export interface Screen {
  readonly name: string;
  /** Where it begins; absent: where the screen before it left off. */
  readonly address?: string;
  /** Leads to it from there, and waits until it is there. */
  readonly open: (page: Page, translator: Translator) => Promise<void>;
}

/** Waits for a heading. */
export const heading = (page: Page, name: string) => page.getByRole('heading', { name }).first().waitFor();
/** Presses the first button of that name. */
export const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click();
/** Waits for a dialog. */
export const dialog = (page: Page, name?: string) =>
  page
    .getByRole('dialog', name === undefined ? {} : { name })
    .first()
    .waitFor();
/** Waits until a conversation stands. */
export const feed = (page: Page) => page.locator('[role=feed][aria-busy=false] article').last().waitFor();

/** Opens what keys open. */
export async function byKeys(page: Page, keys: string): Promise<void> {
  // The page hears shortcuts once it had nothing better to do than to load them.
  for (let tries = 0; tries < 40 && (await page.getByRole('dialog').count()) === 0; tries++) {
    await page.keyboard.press(keys);
    await page
      .getByRole('dialog')
      .waitFor({ timeout: 250 })
      .catch(() => undefined);
  }
  await dialog(page);
}
