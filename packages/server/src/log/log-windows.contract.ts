import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '@parley/testkit/seeded.ts';
import { entryKind, spokenCodes } from './entry-kind.ts';
import { appendAnyhow, type LogEngine, said } from './log-appends.test-support.ts';
import { chatLog } from './log-key.ts';

const lobby = chatLog(7, 1);
const office = chatLog(7, 12);

/** What windows of a log hold, by number and by position. */
export function windowContract({ name, newPlace, open }: LogEngine): void {
  test(`LOG7 ${name}: windows by number are exact, whatever stands between the numbered entries`, async (t) => {
    const chance = seeded(t);
    await using log = await open(await newPlace());
    for (let round = 0; round < 40; round++) {
      const noise = said('edit', { kind: entryKind.message_edited, about: 1 });
      const drafts = Array.from({ length: 1 + chance.below(20) }, () => noise);
      await appendAnyhow(log, lobby, chance.oneIn(2) ? drafts : [said(`${round}`)]);
    }
    await appendAnyhow(log, office, [said('another chat')]);
    const messages = (await log.read(lobby, 0, 10_000)).filter(({ kind }) => kind === entryKind.message);
    for (let number = -1; number <= messages.length + 3; number++) {
      const limit = 1 + chance.below(8);
      assert.deepEqual(
        await log.readNumbersBelow(lobby, number, limit),
        messages
          .filter((entry) => entry.number < number)
          .toReversed()
          .slice(0, limit),
      );
      assert.deepEqual(
        await log.readNumbersAbove(lobby, number, limit),
        messages.filter((entry) => entry.number > number).slice(0, limit),
      );
    }
    assert.deepEqual(await log.readNumbersBelow(chatLog(7, 99), 5, 5), []);
    assert.deepEqual(await log.readNumbersAbove(chatLog(7, 99), 0, 5), []);
    const positions = (await log.read(lobby, 7, 5)).map(({ position }) => position);
    assert.deepEqual(positions, [8, 9, 10, 11, 12]);
  });

  test(`LOG9 ${name}: entries between two positions come newest first, all or those a timeline tells`, async (t) => {
    const chance = seeded(t);
    await using log = await open(await newPlace());
    const kinds = Object.values(entryKind).filter((kind) => kind !== entryKind.chat_created);
    for (let round = 0; round < 60; round++) {
      await appendAnyhow(log, lobby, [said(`${round}`, { kind: chance.pick(kinds) })]);
    }
    await appendAnyhow(log, office, [said('another chat', { kind: entryKind.chat_renamed })]);
    const all = (await log.read(lobby, 0, 1000)).toReversed();
    for (let round = 0; round < 40; round++) {
      const [after, before, limit] = [chance.below(65), chance.below(65), 1 + chance.below(20)];
      for (const spoken of [false, true]) {
        const wanted = all
          .filter(({ position }) => position > after && position < before)
          .filter(({ kind }) => !spoken || spokenCodes.includes(kind));
        assert.deepEqual(await log.readBack(lobby, { after, before, limit, spoken }), wanted.slice(0, limit));
      }
    }
  });
}
