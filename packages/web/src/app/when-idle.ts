const atMostMs = 2000;

/** Resolves once the page has nothing better to do, at the earliest after so long: for what the first view does without (WEB12). */
export async function whenIdle(earliestMs = 0): Promise<void> {
  if (earliestMs > 0) await new Promise((resolve) => setTimeout(resolve, earliestMs));
  await new Promise<void>((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: atMostMs });
    else setTimeout(resolve, atMostMs / 4);
  });
}
