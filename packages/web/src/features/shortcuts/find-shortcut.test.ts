import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findShortcut } from './find-shortcut.ts';
import { isSingleKey, type Keys, shortcutIds, shortcuts } from './shortcut-table.ts';

const calm = { mac: false, typing: false, singleKeys: true };

function press(keys: Keys, mac = false) {
  return {
    key: keys.shift === true && /^[a-z]$/.test(keys.key) ? keys.key.toUpperCase() : keys.key,
    ctrlKey: keys.mod === true && !mac,
    metaKey: keys.mod === true && mac,
    altKey: keys.alt === true,
    shiftKey: keys.shift === true,
  };
}

const everywhere = shortcutIds.filter((id) => shortcuts[id].everywhere);

describe('the table of shortcuts', () => {
  test('WEB91 every keys of it that the page hears lead to their own shortcut, on a Mac by ⌘', () => {
    for (const id of everywhere) {
      for (const keys of shortcuts[id].keys) {
        assert.equal(findShortcut(press(keys), calm), id);
        assert.equal(findShortcut(press(keys, true), { ...calm, mac: true }), id);
      }
    }
  });

  test('WEB91 no two have the same keys', () => {
    const all = everywhere.flatMap((id) => shortcuts[id].keys.map((keys) => JSON.stringify(press(keys))));
    assert.equal(new Set(all).size, all.length);
  });

  test('WEB92 where one types, and where they are switched off, a single character is text', () => {
    const single = everywhere.flatMap((id) => shortcuts[id].keys.filter(isSingleKey));
    assert.ok(single.length > 0);
    for (const keys of single) {
      assert.equal(findShortcut(press(keys), { ...calm, typing: true }), null);
      assert.equal(findShortcut(press(keys), { ...calm, singleKeys: false }), null);
    }
    assert.equal(findShortcut(press({ key: 'k', mod: true }), { ...calm, typing: true }), 'switcher');
  });

  test('WEB92 other modifiers make it something else; how a layout makes a sign does not matter', () => {
    assert.equal(findShortcut(press({ key: 'k', mod: true, alt: true }), calm), null);
    assert.equal(findShortcut({ ...press({ key: 'k', mod: true }), metaKey: true }, calm), null);
    assert.equal(findShortcut(press({ key: 'k' }), calm), null);
    assert.equal(findShortcut(press({ key: '?', shift: true }), calm), 'sheet');
    assert.equal(findShortcut(press({ key: '/', shift: true }), calm), 'searchHere');
  });
});
