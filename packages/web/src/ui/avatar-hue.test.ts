import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { avatarHue, initials } from './avatar-hue.ts';

describe('avatars without a picture', () => {
  test('WEB26 the tint follows from the name alone and is one of eight', () => {
    for (const name of ['alice', 'bob', '', '日本', '👩‍👩‍👧'.repeat(50)]) {
      assert.equal(avatarHue(name), avatarHue(name));
      assert.ok(avatarHue(name) >= 0 && avatarHue(name) < 8);
    }
    assert.ok(new Set(Array.from({ length: 64 }, (_, index) => avatarHue(`user${index}`))).size > 4);
  });

  test('WEB26 initials are whole characters of the first and the last word', () => {
    assert.equal(initials('alice maria moreau'), 'AM');
    assert.equal(initials('  bob '), 'B');
    assert.equal(initials('👩‍👩‍👧 é'), '👩‍👩‍👧É');
    assert.equal(initials(''), '');
  });
});
