import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { seeded } from '@parley/testkit/seeded.ts';
import type { Bus } from './bus.ts';

/** Something several nodes can hear each other by. */
export interface BusPlace {
  open(node: string): Promise<Bus>;
  /** Nobody hears anybody any more; resolves when that is so. */
  cut(): Promise<void>;
  /** They do again; each notices for itself. */
  mend(): Promise<void>;
}

export interface BusEngine {
  readonly name: string;
  readonly place: () => Promise<BusPlace>;
}

type Said = [payload: string, node: string];

const patienceMs = 30_000;

async function until(what: string, isTrue: () => boolean): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!isTrue()) {
    assert.ok(performance.now() < deadline, `${what}: not within ${patienceMs} ms`);
    await setTimeout(5);
  }
}

/** Everything a node hears on a topic. */
async function listen(bus: Bus, topic: string): Promise<Said[]> {
  const heard: Said[] = [];
  await bus.subscribe(topic, (payload, node) => heard.push([payload, node]));
  return heard;
}

/** Says it again until it is heard: the servers of a cluster learn of a subscription a little later. */
async function meet(speaker: Bus, listener: Bus): Promise<void> {
  const heard = await listen(listener, `meet.${speaker.node}`);
  await until(`${listener.node} hears ${speaker.node}`, () => {
    speaker.publish(`meet.${speaker.node}`, 'hello');
    return heard.length > 0;
  });
}

/** What every bus owes the rest of the server. */
export function busContract(engine: BusEngine): void {
  hearingContract(engine);
  lossContract(engine);
}

function hearingContract({ name, place }: BusEngine): void {
  test(`BUS1 ${name}: a node hears what others say on its topics, in order and once, and never itself`, async (t) => {
    const chance = seeded(t);
    const here = await place();
    await using one = await here.open('one');
    await using two = await here.open('two');
    await using three = await here.open('three');
    const heard = await Promise.all([one, two, three].map((bus) => listen(bus, 'chat.12')));
    const elsewhere = await listen(three, 'chat.1');
    await Promise.all([meet(one, three), meet(two, three), meet(one, two), meet(two, one)]);
    const said = new Map<Bus, string[]>([
      [one, []],
      [two, []],
    ]);
    for (let each = 0; each < 300; each++) {
      const speaker = chance.pick([one, two]);
      speaker.publish('chat.12', `größe ${each} ✓`);
      said.get(speaker)?.push(`größe ${each} ✓`);
    }
    await until('the third hears all', () => heard[2]?.length === 300);
    const of = (all: Said[] | undefined, bus: Bus) =>
      all?.filter(([, node]) => node === bus.node).map(([payload]) => payload);
    for (const [speaker, payloads] of said) assert.deepEqual(of(heard[2], speaker), payloads);
    await until('the others hear each other', () => heard.flat().length === 600);
    assert.deepEqual(of(heard[0], one), []);
    assert.deepEqual(of(heard[0], two), said.get(two));
    assert.deepEqual(of(heard[1], one), said.get(one));
    assert.deepEqual(elsewhere, []);
  });

  test(`BUS1 ${name}: several listen to one topic; who has stopped hears nothing more, the others do`, async () => {
    const here = await place();
    await using one = await here.open('one');
    await using two = await here.open('two');
    const kept = await listen(two, 'person.7');
    const stopped: string[] = [];
    const listener = (payload: string) => stopped.push(payload);
    const stop = await two.subscribe('person.7', listener);
    const stopOther = await two.subscribe('person.7', listener);
    await meet(one, two);
    one.publish('person.7', 'first');
    await until('both are heard', () => stopped.length === 2 && kept.length === 1);
    stop();
    stop();
    stopOther();
    one.publish('person.7', 'second');
    await until('the one that stays hears', () => kept.length === 2);
    assert.deepEqual(stopped, ['first', 'first']);
  });
}

function lossContract({ name, place }: BusEngine): void {
  test(`BUS2 BUS3 BUS4 ${name}: what is said while nobody is reached is lost; then listeners are called and topics heard again`, async () => {
    const here = await place();
    await using one = await here.open('one');
    await using two = await here.open('two');
    const heard = await listen(two, 'chat.1');
    await meet(one, two);
    const interrupted: string[] = [];
    one.onInterrupted(() => interrupted.push('one'));
    two.onInterrupted(() => interrupted.push('two'));
    one.onInterrupted(() => assert.fail('listens no more'))();
    await here.cut();
    await until('they notice', () => one.reach === 'lost' && two.reach === 'lost');
    for (let each = 0; each < 20_000; each++) one.publish('chat.1', 'x'.repeat(1000));
    const late = two.subscribe('chat.2', () => {});
    await here.mend();
    await until('both were told', () => new Set(interrupted).size === 2);
    await late;
    assert.equal(one.reach, 'connected');
    await meet(one, two);
    one.publish('chat.1', 'after');
    await until('it is heard', () => heard.length > 0);
    assert.deepEqual(heard, [['after', 'one']]);
  });

  test(`BUS4 ${name}: publishing never throws: not what is too large, nor after the end`, async () => {
    const here = await place();
    await using one = await here.open('one');
    const two = await here.open('two');
    const heard = await listen(one, 'chat.1');
    await meet(two, one);
    two.publish('chat.1', 'x'.repeat(5_000_000));
    two.publish('chat.1', 'small');
    await until('the small one is heard', () => heard.some(([payload]) => payload === 'small'));
    await two[Symbol.asyncDispose]();
    two.publish('chat.1', 'too late');
    await using three = await here.open('three');
    await meet(three, one);
    assert.deepEqual(heard.at(-1), ['small', 'two']);
  });
}
