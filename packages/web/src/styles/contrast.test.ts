import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

const tokens = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const pairs = [...tokens.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)];
const colours = new Map(pairs.map(([, name = '', light = '', dark = '']) => [name, { light, dark }]));

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

function failures(scheme: 'light' | 'dark', least: number, uses: typeof written): string[] {
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

describe('colours', () => {
  for (const scheme of ['light', 'dark'] as const) {
    test(`WEB29 ${scheme}: every text has a contrast of 4.5 to its ground`, () => {
      assert.deepEqual(failures(scheme, 4.5, written), []);
    });

    test(`WEB29 ${scheme}: the border of what is filled in, and the mark of the focus, have a contrast of 3`, () => {
      assert.deepEqual(
        failures(scheme, 3, { 'line-strong': ['surface'], accent: ['surface', 'canvas'] }),
        [],
      );
    });
  }
});
