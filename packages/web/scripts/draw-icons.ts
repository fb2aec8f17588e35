// Usage: node packages/web/scripts/draw-icons.ts. Draws the icons of public/icons from the logo, with Chromium; they
// are checked in, so only a change of the logo needs it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { openBrowser } from '@parley/testkit/browser-person.ts';

const web = new URL('../', import.meta.url);
const folder = new URL('public/icons/', web);
const logo = readFileSync(new URL('public/favicon.svg', web), 'utf8');
const white = logo.replace('#0f6b5c', '#ffffff').replace('stroke="#fff"', 'stroke="#0f6b5c"');

/** A drawing on a ground: `share` of the width is the drawing; a mask may cut off what is outside of 80 %. */
interface Icon {
  readonly size: number;
  readonly drawing: string;
  readonly share: number;
  readonly ground: string;
}

const green = '#0f6b5c';
const line = (paths: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round">${paths}</svg>`;
const lens = line('<circle cx="11" cy="11" r="7"/><path d="m20.5 20.5-4.4-4.4"/>');
const heads = line(
  '<circle cx="9" cy="8" r="4"/><path d="M2.5 20.5a6.5 6.5 0 0 1 13 0"/><path d="M16 4.4a4 4 0 0 1 0 7.2M18.5 15a6.5 6.5 0 0 1 3 5.5"/>',
);

const icons: Readonly<Record<string, Icon>> = {
  'icon-192': { size: 192, drawing: logo, share: 1, ground: 'transparent' },
  'icon-512': { size: 512, drawing: logo, share: 1, ground: 'transparent' },
  'maskable-192': { size: 192, drawing: white, share: 0.52, ground: green },
  'maskable-512': { size: 512, drawing: white, share: 0.52, ground: green },
  'apple-touch-icon': { size: 180, drawing: white, share: 0.62, ground: green },
  'search-96': { size: 96, drawing: lens, share: 0.5, ground: green },
  'people-96': { size: 96, drawing: heads, share: 0.5, ground: green },
};

mkdirSync(folder, { recursive: true });
const browser = await openBrowser();
const page = await browser.newPage();
for (const [name, { size, drawing, share, ground }] of Object.entries(icons)) {
  await page.setViewportSize({ width: size, height: size });
  const width = Math.round(size * share);
  await page.setContent(`<style>
    body { margin: 0; display: grid; place-items: center; height: ${size}px; background: ${ground}; }
    svg { width: ${width}px; height: ${width}px; }
  </style>${drawing}`);
  writeFileSync(new URL(`${name}.png`, folder), await page.screenshot({ omitBackground: true }));
}
await browser.close();
