import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { sticker } from '@parley/protocol/scalars.ts';
import { isSticker, stickers } from './stickers.ts';

test('WEB78 every sticker has a picture and a name the contract takes; others are unknown', () => {
  const folder = new URL('../../../public/stickers', import.meta.url);
  assert.deepEqual(readdirSync(folder).sort(), stickers.map((name) => `${name}.svg`).sort());
  for (const name of stickers) assert.ok(sticker.safeParse(name).success, name);
  assert.ok(stickers.length >= 12);
  assert.ok(!isSticker('from-elsewhere') && !isSticker('toString'));
});
