import type { BrowserPerson } from '@parley/testkit/browser-person.ts';
import axe, { type RunOptions } from 'axe-core';

type Page = BrowserPerson['page'];

/** Every rule for WCAG 2.0 to 2.2, A and AA, and what axe holds to be good practice. */
const everything: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
};
/** What the colours of a look can change. */
const colours: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } };
/** High contrast is seven to one (WEB101). */
const strongColours: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast-enhanced'] } };

interface Look {
  readonly name: string;
  readonly media: NonNullable<Parameters<Page['emulateMedia']>[0]>;
  readonly options: RunOptions;
}

/** How the page can look; each is what a device may wish for. */
export const allLooks: readonly Look[] = [
  { name: 'light', media: { colorScheme: 'light', contrast: 'no-preference' }, options: everything },
  { name: 'dark', media: { colorScheme: 'dark', contrast: 'no-preference' }, options: colours },
  { name: 'high contrast', media: { colorScheme: 'light', contrast: 'more' }, options: strongColours },
  { name: 'dark high contrast', media: { colorScheme: 'dark', contrast: 'more' }, options: strongColours },
];
/** Where other things than colours are in question. */
export const oneLook = allLooks.slice(0, 1);

/** Runs in the page: colours change at once from now on, so that none is looked at on its way to another. */
function changeAtOnce(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, ::before, ::after { transition: none !important; }');
  document.adoptedStyleSheets.push(sheet);
}

/** Runs in the page: until the look is drawn. */
async function drawn(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
}

/** Runs in the page: what breaks a rule, with the element and why. */
async function look(options: RunOptions): Promise<string[]> {
  const { axe: checker } = window as unknown as { axe: typeof axe };
  // Behind a dialog the page is hidden from everybody: what pages must have is looked for where no dialog lies over them.
  const ofPages = document.querySelector('[role=dialog]')
    ? ['landmark-one-main', 'page-has-heading-one']
    : [];
  const off = Object.fromEntries(ofPages.map((rule) => [rule, { enabled: false }]));
  const rules = { ...options.rules, ...off };
  const { violations } = await checker.run(document, { ...options, rules, resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message).join('; ');
      return `${id}: ${html.slice(0, 240)} (${why.slice(0, 300)})`;
    }),
  );
}

/** What axe finds on the page as it stands, in each of the looks. */
export async function axeFindings(page: Page, screen: string, looks: readonly Look[]): Promise<string[]> {
  const found: string[] = [];
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(axe.source);
    await page.evaluate(changeAtOnce);
  }
  for (const { name, media, options } of looks) {
    await page.emulateMedia(media);
    await page.evaluate(drawn);
    const findings = await page.evaluate(look, options);
    found.push(...findings.map((finding) => `${screen}, ${name}: ${finding}`));
  }
  return found;
}
