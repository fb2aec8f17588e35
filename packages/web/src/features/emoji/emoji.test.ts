import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pickerData } from '../../../build/emoji-data-plugin.ts';
import { categoryPlaces } from './category-places.ts';
import { toned, withRecent } from './emoji-memory.ts';
import { searchEmoji } from './emoji-search.ts';

const source = [
  { emoji: '🇦', label: 'regional indicator A', version: 0 },
  { emoji: '😀', label: 'grinning face', version: 1, group: 0, tags: ['happy', 'smile'] },
  { emoji: '🙂', label: 'slightly smiling face', version: 1, group: 0, tags: ['smile'] },
  {
    ...{ emoji: '👋', label: 'waving hand', version: 0.6, group: 1, tags: ['hello', 'wave'] },
    skins: [
      { emoji: '👋🏻', tone: 1 },
      { emoji: '👋🏿', tone: 5 },
    ],
  },
  { emoji: '🪎', label: 'treasure chest', version: 17, group: 1 },
];
const messages = {
  groups: [
    { key: 'smileys-emotion', message: 'smileys', order: 0 },
    { key: 'people-body', message: 'people', order: 1 },
    { key: 'component', message: 'component', order: 2 },
  ],
  skinTones: [{ key: 'dark', message: 'dark skin tone' }],
};

describe('emoji', () => {
  const data = pickerData(source, messages);

  test('WEB77 the picker has what devices can draw, by category and with skin tones', () => {
    assert.deepEqual(
      data.emojis.map(({ emoji }) => emoji),
      ['😀', '🙂', '👋'],
    );
    assert.deepEqual(
      data.categories.map(({ label }) => label),
      ['Smileys', 'People'],
    );
    const wave = data.emojis[2];
    assert.ok(wave);
    assert.equal(toned(wave, 'dark'), '👋🏿');
    assert.equal(toned(wave, 'medium'), '👋');
    assert.equal(toned(wave, 'none'), '👋');
  });

  test('WEB77 a category begins below those before it', () => {
    const [first, second] = categoryPlaces(data);
    assert.equal(first?.topPx, 0);
    assert.equal(second?.topPx, 28 + 40);
    assert.equal(second?.emoji, '👋');
  });

  test('WEB77 emoji are found by name before keyword; underscores are spaces', () => {
    const found = (query: string) => searchEmoji(data, query, 8).map(({ emoji }) => emoji);
    assert.deepEqual(found('smil'), ['😀', '🙂']);
    assert.deepEqual(found('waving_hand'), ['👋']);
    assert.deepEqual(found('nothing'), []);
  });

  test('WEB77 what was used last comes first, each once', () => {
    const one = { emoji: '😀', label: 'grin' };
    const two = { emoji: '👋', label: 'wave' };
    assert.deepEqual(withRecent([one, two], two), [two, one]);
    const many = Array.from({ length: 40 }, (_, index) => ({ emoji: String(index), label: '' }));
    assert.equal(withRecent(many, one).length, 16);
  });
});
