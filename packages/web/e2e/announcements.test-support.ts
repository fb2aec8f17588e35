import type { BrowserPerson } from '@parley/testkit/browser-person.ts';

type Page = BrowserPerson['page'];

/** What a live region came to say. */
export interface Announcement {
  readonly text: string;
  readonly live: string;
}

interface Listening {
  announcements?: Announcement[];
}

/** Notes from now on what live regions of the page say, as a screen reader would. */
export async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const listening = window as Listening;
    if (listening.announcements !== undefined) {
      listening.announcements.length = 0;
      return;
    }
    const noted: Announcement[] = [];
    listening.announcements = noted;
    new MutationObserver((changes) => {
      const regions = new Set(
        changes.map(({ target }) => {
          const element = target instanceof Element ? target : target.parentElement;
          return element?.closest('[aria-live], [role=status], [role=alert]');
        }),
      );
      for (const region of regions) {
        const text = region?.textContent?.trim() ?? '';
        const implied = region?.getAttribute('role') === 'alert' ? 'assertive' : 'polite';
        if (region && text !== '') noted.push({ text, live: region.getAttribute('aria-live') ?? implied });
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

/** Everything said since; with a text, waits until that was. */
export async function heard(page: Page, text?: string): Promise<readonly Announcement[]> {
  if (text !== undefined) {
    await page.waitForFunction(
      (wanted) => (window as Listening).announcements?.some((one) => one.text === wanted),
      text,
    );
  }
  return page.evaluate(() => (window as Listening).announcements ?? []);
}
