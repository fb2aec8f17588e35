import assert from 'node:assert/strict';
import { test } from 'node:test';
import data from 'emojibase-data/en/compact.json' with { type: 'json' };
import { isBigEmoji } from './big-emoji.ts';

test('WEB72 one to three emoji are big; four, or a word with them, are text', () => {
  for (const text of ['🎉', '👩‍👩‍👧‍👦', '🇩🇪 🇯🇵', '👍🏽👍🏽👍🏽', ' ❤️\n']) assert.ok(isBigEmoji(text), text);
  for (const text of ['🎉🎉🎉🎉', 'ok 👍', '1', '', '#', 'a'.repeat(10_000)])
    assert.ok(!isBigEmoji(text), text);
});

test('WEB72 every emoji of the picker is big', () => {
  const emoji = data.flatMap(({ unicode, skins = [] }) => [unicode, ...skins.map((skin) => skin.unicode)]);
  const known = emoji.filter((each) => /^\p{RGI_Emoji}$/v.test(each));
  assert.ok(known.length > 3000);
  assert.deepEqual(
    known.filter((each) => !isBigEmoji(each)),
    [],
  );
});
