import assert from 'node:assert/strict';
import type { BrowserPerson } from '@parley/testkit/browser-person.ts';

type Page = BrowserPerson['page'];

/** What has the focus, as somebody without a mouse finds it. */
interface Focus {
  readonly name: string;
  /** Whether it is in sight, and marked. */
  readonly seen: boolean;
  readonly ringed: boolean;
  readonly element: string;
}

/** Runs in the page. */
function focusNow(): Focus {
  const element = document.activeElement ?? document.body;
  const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
  const name = element.getAttribute('aria-label') ?? labels[0]?.textContent ?? element.textContent ?? '';
  const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
  const inside = right > 0 && left < innerWidth && bottom > 0 && top < innerHeight;
  const marks = (box: Element | null, levels: number): boolean => {
    if (box === null || levels === 0) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(box);
    const outlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
    // The frame around a field is drawn in the colour of the accent, a line between columns is filled with it.
    const framed = box.matches('[class*="focus-within:border-accent"]:focus-within');
    const filled = box.matches('[class*="focus-visible:bg-accent"]:focus-visible');
    return outlined || framed || filled || marks(box.parentElement, levels - 1);
  };
  return {
    name: name.trim(),
    seen: inside && width > 0 && height > 0 && element.checkVisibility({ opacityProperty: true }),
    ringed: element.matches(':focus-visible') && marks(element, 4),
    element: element.outerHTML.slice(0, 160),
  };
}

/** Somebody who never touches a mouse: where the focus is, is seen at each step (A11Y2, A11Y3). */
export class KeyboardPerson {
  readonly page: Page;

  constructor({ page }: BrowserPerson) {
    this.page = page;
  }

  /** Waits until something of this name has the focus and has come into sight, and holds it to being marked. */
  async isOn(name: string | RegExp): Promise<void> {
    let focus = await this.#focus();
    for (let tries = 0; !matches(focus, name) || !focus.seen; tries++) {
      const where = `the focus is on “${focus.name}” ${focus.element}${focus.seen ? '' : ', out of sight'}`;
      assert.ok(tries < 300, `${where}, not on ${name}`);
      await this.page.evaluate(() => new Promise(requestAnimationFrame));
      focus = await this.#focus();
    }
    this.#hold(focus);
  }

  /** Goes on with Tab, or back with Shift+Tab, to something of this name; every stop on the way is seen. */
  async tabTo(name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const passed: string[] = [];
    do {
      await this.page.keyboard.press(key);
      const focus = await this.#focus();
      // Past the end the browser itself has the focus for a step.
      if (focus.element.startsWith('<body')) continue;
      this.#hold(focus);
      if (matches(focus, name)) return;
      passed.push(focus.name.slice(0, 30));
    } while (passed.length < 60);
    assert.fail(`Tab does not lead to ${name}, only to ${passed.join(', ')}`);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Tab to something, and Enter. */
  async go(name: string | RegExp): Promise<void> {
    await this.tabTo(name);
    await this.press('Enter');
  }

  /** The focus is somewhere: what had it may be gone, but the way on does not begin at the top again. */
  async isSomewhere(): Promise<void> {
    await this.page.waitForFunction(() => document.activeElement !== document.body);
    this.#hold(await this.#focus());
  }

  /** What moves into sight as it gets the focus does so in one of the next frames. */
  async #focus(): Promise<Focus> {
    for (let frames = 1; ; frames++) {
      await this.page.evaluate(() => new Promise(requestAnimationFrame));
      const focus = await this.page.evaluate(focusNow);
      if (frames >= 2 && (focus.seen || frames >= 60)) return focus;
    }
  }

  #hold({ name, seen, ringed, element }: Focus): void {
    assert.ok(seen, `the focus is out of sight, on “${name}” ${element}`);
    assert.ok(ringed, `nothing shows that the focus is on “${name}” ${element}`);
  }
}

function matches({ name }: Focus, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? name === wanted : wanted.test(name);
}
