import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

const tokens = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

type Colours = ReadonlyMap<string, { readonly light: string; readonly dark: string }>;

/** The colours one block of the tokens sets. */
function coloursOf(selector: string): Colours {
  const begin = tokens.indexOf(`${selector} {`);
  const block = tokens.slice(begin, tokens.indexOf('\n}', begin));
  const pairs = block.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g);
  return new Map([...pairs].map(([, name = '', light = '', dark = '']) => [name, { light, dark }]));
}

const usual = coloursOf(':root');
const strong = new Map([...usual, ...coloursOf(':root[data-contrast="more"]')]);

/** Which text stands on which ground somewhere in the app. */
const written: Readonly<Record<string, readonly string[]>> = {
  ink: ['surface', 'canvas', 'raised', 'selected', 'hover', 'sunken', 'bubble-other'],
  'ink-soft': ['surface', 'canvas', 'raised', 'selected', 'hover', 'sunken', 'bubble-other'],
  'ink-faint': ['surface', 'canvas', 'raised', 'selected', 'hover', 'sunken', 'bubble-other'],
  accent: ['surface', 'canvas', 'raised', 'selected', 'hover', 'bubble-other', 'bubble-own'],
  'on-accent': ['accent', 'accent-strong'],
  'bubble-own-ink': ['bubble-own'],
  'bubble-own-soft': ['bubble-own'],
  danger: ['surface', 'canvas', 'raised', 'selected', 'hover', 'danger-soft'],
  notice: ['notice-soft'],
  'mark-ink': ['mark'],
  ...Object.fromEntries(Array.from({ length: 8 }, (_, tint) => [`tint-${tint}-ink`, [`tint-${tint}`]])),
};

function channel(hex: string): number {
  const share = Number.parseInt(hex, 16) / 255;
  return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => channel(colour.slice(at, at + 2)));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

type Scheme = 'light' | 'dark';

function failures(colours: Colours, scheme: Scheme, least: number, uses: typeof written): string[] {
  return Object.entries(uses).flatMap(([text, grounds]) =>
    grounds
      .map((ground) => ({
        ground,
        ratio: contrast(colours.get(text)?.[scheme] ?? '', colours.get(ground)?.[scheme] ?? ''),
      }))
      .filter(({ ratio }) => !(ratio >= least))
      .map(({ ground, ratio }) => `${text} on ${ground}: ${ratio.toFixed(2)}`),
  );
}

const shapes = { 'line-strong': ['surface'], accent: ['surface', 'canvas', 'selected'] };

describe('colours', () => {
  for (const scheme of ['light', 'dark'] as const) {
    test(`WEB29 ${scheme}: every text has a contrast of 4.5 to its ground`, () => {
      assert.deepEqual(failures(usual, scheme, 4.5, written), []);
    });

    test(`WEB29 ${scheme}: the border of what is filled in, and the mark of the focus, have a contrast of 3`, () => {
      assert.deepEqual(failures(usual, scheme, 3, shapes), []);
    });

    test(`WEB101 ${scheme}, high contrast: every text has a contrast of 7 to its ground`, () => {
      assert.deepEqual(failures(strong, scheme, 7, written), []);
    });

    test(`WEB101 ${scheme}, high contrast: every line has a contrast of 4.5`, () => {
      const lines = {
        ...shapes,
        line: ['surface', 'canvas', 'raised'],
        'bubble-line': ['surface', 'canvas'],
      };
      assert.deepEqual(failures(strong, scheme, 4.5, lines), []);
    });
  }
});
