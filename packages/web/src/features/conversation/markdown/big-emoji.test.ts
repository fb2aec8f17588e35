import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBigEmoji } from './big-emoji.ts';

test('WEB72 one to three emoji are big; four, or a word with them, are text', () => {
  for (const text of ['🎉', '👩‍👩‍👧‍👦', '🇩🇪 🇯🇵', '👍🏽👍🏽👍🏽', ' ❤️\n']) assert.ok(isBigEmoji(text), text);
  for (const text of ['🎉🎉🎉🎉', 'ok 👍', '1', '', '#', 'a'.repeat(10_000)])
    assert.ok(!isBigEmoji(text), text);
});
