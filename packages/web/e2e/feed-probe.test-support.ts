import type { BrowserPerson } from '@parley/testkit/browser-person.ts';

type Page = BrowserPerson['page'];

/** What of a conversation is in the page. */
export interface FeedSight {
  /** Numbers of the messages in the page, in their order. */
  readonly numbers: readonly number[];
  /** Those in sight, if only in part. */
  readonly seen: readonly number[];
  readonly setSize: number;
  readonly elements: number;
  readonly scrollHeight: number;
}

/** Reads the open conversation after it was painted. */
export function readFeed(page: Page): Promise<FeedSight> {
  return page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const feed = document.querySelector('[role=feed]');
    if (feed === null) throw new Error('no conversation is open');
    const { top, bottom } = feed.getBoundingClientRect();
    const articles = [...feed.querySelectorAll<HTMLElement>('article[aria-posinset]')];
    const numberOf = (article: HTMLElement) => Number(article.getAttribute('aria-posinset'));
    const isSeen = (article: HTMLElement) => {
      const box = article.getBoundingClientRect();
      return box.bottom > top && box.top < bottom;
    };
    return {
      numbers: articles.map(numberOf),
      seen: articles.filter(isSeen).map(numberOf),
      setSize: Number(articles[0]?.getAttribute('aria-setsize')),
      elements: feed.querySelectorAll('*').length,
      scrollHeight: feed.scrollHeight,
    };
  });
}

/** Waits until the list stands still: nothing is loading, and nothing moved for some frames. */
export async function stillness(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const state = () => {
      const feed = document.querySelector('[role=feed]');
      const rows = [...(feed?.querySelectorAll('article') ?? [])].map(
        (row) => row.getBoundingClientRect().top,
      );
      return feed?.getAttribute('aria-busy') === 'false' ? `${feed.scrollHeight} ${rows.join()}` : '';
    };
    let before = '';
    for (let still = 0, frames = 0; still < 12; frames++) {
      if (frames > 1200) throw new Error('the list does not come to rest');
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const now = state();
      still = now !== '' && now === before ? still + 1 : 0;
      before = now;
    }
  });
}

/** How far a message was away from its place, in px. */
export interface Moved {
  /** In any frame that was painted. */
  readonly most: number;
  /** In the end. */
  readonly rest: number;
}

/** Watches a message that is in sight, in every frame that is painted, until `stop`. */
export async function watchPlace(page: Page): Promise<{ stop(): Promise<Moved> }> {
  await page.evaluate(() => {
    const feed = document.querySelector('[role=feed]');
    const top = feed?.getBoundingClientRect().top ?? 0;
    const watched = [...(feed?.querySelectorAll('article') ?? [])].find(
      (article) => article.getBoundingClientRect().top >= top + 60,
    );
    if (watched === undefined) throw new Error('no message is in sight');
    const before = watched.getBoundingClientRect().top;
    const watch = { most: 0, rest: 0, on: true };
    const look = () => {
      const away = Math.abs(watched.getBoundingClientRect().top - before);
      watch.rest = watched.isConnected ? away : Number.POSITIVE_INFINITY;
      watch.most = Math.max(watch.most, watch.rest);
      if (watch.on) requestAnimationFrame(() => setTimeout(look));
    };
    look();
    Object.assign(globalThis, { placeWatch: watch });
  });
  return {
    stop: () =>
      page.evaluate(() => {
        const { placeWatch } = globalThis as unknown as { placeWatch: Moved & { on: boolean } };
        placeWatch.on = false;
        return { most: placeWatch.most, rest: placeWatch.rest };
      }),
  };
}

/** Keeps pages of messages back until `release`. */
async function holdPages(page: Page): Promise<{ asked(): Promise<void>; release(): Promise<void> }> {
  const pages = /\/messages\?/;
  const asked = page.waitForRequest(pages);
  const gate = Promise.withResolvers<void>();
  const passed: Promise<void>[] = [];
  await page.route(pages, (route) => {
    passed.push(gate.promise.then(() => route.continue()));
  });
  return {
    asked: async () => void (await asked),
    release: async () => {
      gate.resolve();
      await Promise.all(passed);
      await page.unroute(pages);
    },
  };
}

/** Goes near an end of what is loaded; answers how far the text in sight is away from its place while more comes. */
export async function movedWhileLoading(page: Page, end: 'older' | 'newer'): Promise<Moved> {
  const held = await holdPages(page);
  await page.getByRole('feed').evaluate((feed, towards) => {
    feed.scrollTop = towards === 'older' ? 200 : feed.scrollHeight - feed.clientHeight - 200;
  }, end);
  await held.asked();
  await page.evaluate(async () => {
    for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
  });
  const watch = await watchPlace(page);
  await held.release();
  await stillness(page);
  return watch.stop();
}
