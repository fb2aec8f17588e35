import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventually } from '../testing/eventually.ts';
import type { TabGround } from './tab-ground.ts';

/** Grounds of so many tabs that share an origin, and what ends them. */
export type OpenTabs = (count: number) => readonly TabGround[];

const silent = { held: () => undefined, taken: () => undefined };
let names = 0;
const newName = () => `contract-${++names}`;

/** What every ground must do. */
export function tabGroundContract(name: string, open: OpenTabs): void {
  describe(name, () => {
    test('CLIENT25 what one tab says all others hear, in its order, and itself does not', () => hears(open));
    test('CLIENT25 one name is held by one tab at a time, and goes to the next when let go', () =>
      holds(open));
    test('CLIENT25 a name that is taken by force is lost to its holder, who is told', () => steals(open));
    test('CLIENT25 a wish that is taken back is never granted', () => takesBack(open));
  });
}

async function hears(open: OpenTabs): Promise<void> {
  const name = newName();
  const heard: unknown[][] = [[], [], []];
  const channels = open(3).map((tab, index) => tab.openChannel(name, (value) => heard[index]?.push(value)));
  for (let n = 1; n <= 50; n++) channels[0]?.post({ n });
  const said = Array.from({ length: 50 }, (_, index) => ({ n: index + 1 }));
  await eventually(() => heard[1]?.length === 50 && heard[2]?.length === 50);
  assert.deepEqual(heard, [[], said, said]);
  for (const channel of channels) channel.close();
  channels[0]?.post('after the end');
}

async function holds(open: OpenTabs): Promise<void> {
  const name = newName();
  const held: number[] = [];
  const release = open(3).map((tab, index) =>
    tab.hold(name, 'wait', { ...silent, held: () => held.push(index) }),
  );
  for (let turn = 0; turn < 3; turn++) {
    await eventually(() => assert.deepEqual(held, [0, 1, 2].slice(0, turn + 1)));
    release[turn]?.();
  }
}

async function steals(open: OpenTabs): Promise<void> {
  const name = newName();
  const [first, second] = open(2);
  const seen: string[] = [];
  first?.hold(name, 'wait', { held: () => seen.push('held'), taken: () => seen.push('taken') });
  await eventually(() => seen.length === 1);
  const release = second?.hold(name, 'steal', { ...silent, held: () => seen.push('stolen') });
  await eventually(() => assert.deepEqual(seen.toSorted(), ['held', 'stolen', 'taken']));
  release?.();
}

async function takesBack(open: OpenTabs): Promise<void> {
  const name = newName();
  const [first, second, third] = open(3);
  const seen: string[] = [];
  const release = first?.hold(name, 'wait', { ...silent, held: () => seen.push('first') });
  await eventually(() => seen.length === 1);
  second?.hold(name, 'wait', { ...silent, held: () => seen.push('second') })();
  const end = third?.hold(name, 'wait', { ...silent, held: () => seen.push('third') });
  release?.();
  await eventually(() => seen.length === 2);
  assert.deepEqual(seen, ['first', 'third']);
  end?.();
}
