import assert from 'node:assert/strict';
import { FakeTabs } from '../testing/fake-tabs.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { browserTabs } from './browser-tabs.ts';
import { tabGroundContract } from './tab-ground.contract.ts';

// Node has the browser's own two interfaces: the same code is tried here and in Chromium.
tabGroundContract('tabs of the platform', (count) =>
  Array.from({ length: count }, () => browserTabs() ?? assert.fail('no channels or locks')),
);

tabGroundContract('tabs of a test', (count) => {
  const tabs = new FakeTabs(seededRandom(count), { duplicate: 0, lateMs: 2 });
  return Array.from({ length: count }, () => tabs.open().ground);
});
