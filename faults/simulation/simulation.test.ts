import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '@parley/client/testing/seeded-random.ts';
import { crashEverywhere } from './crash-everywhere.ts';
import { failedSeeds } from './failed-seeds.ts';
import { hunt } from './hunt.ts';
import type { PlantedBug } from './planted/planted-bug.ts';
import { plantedBugs } from './planted/planted-bugs.ts';
import { simulateSeed } from './simulate-seed.ts';
import { tearTails } from './torn-tail.ts';

const seed = Number(process.env.PARLEY_SEED ?? Math.floor(Math.random() * 1e9));

test(`SIM1 the same seed gives the same run, another seed another one (PARLEY_SEED=${seed})`, async () => {
  const runs = [await simulateSeed(seed), await simulateSeed(seed), await simulateSeed(seed + 1)];
  const [first, again, other] = runs.map(({ fingerprint }) => fingerprint);
  assert.equal(again, first);
  assert.notEqual(other, first);
});

test(`SIM4 a crash before any step costs nothing (PARLEY_SEED=${seed})`, async () => {
  let crashes = 0;
  for await (const report of crashEverywhere({ seed, stride: 97 })) {
    crashes += report.nodeCrashes + report.deviceCrashes;
  }
  assert.ok(crashes > 0);
});

test(`SIM6 a torn write-ahead log keeps what was acknowledged (PARLEY_SEED=${seed})`, async () => {
  assert.equal(await tearTails({ random: seededRandom(seed), groups: 9, tears: 2 }), 16);
});

test(`SIM2 SIM5 what is told before it is on the disk is found out (PARLEY_SEED=${seed})`, async () => {
  const { symptom } = await hunt(bugNamed('Entries are published before they are committed'), seed);
  assert.match(symptom, /was told before it was on the disk/);
});

test(`SIM3 SIM5 what a device had stored and lost is found out (PARLEY_SEED=${seed})`, async () => {
  const { symptom } = await hunt(bugNamed('The outbox is not stored'), seed);
  assert.match(symptom, /is lost/);
});

function bugNamed(name: string): PlantedBug {
  return plantedBugs.find((each) => each.name === name) ?? assert.fail('there is no such bug');
}

for (const { seed, what } of failedSeeds) {
  test(`SIM7 seed ${seed}, which once showed that ${what}`, async () => {
    await simulateSeed(seed);
  });
}
