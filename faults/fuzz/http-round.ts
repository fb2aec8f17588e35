import assert from 'node:assert/strict';
import type { Seeded } from '@parley/testkit/seeded.ts';
import { checkHttp } from './http-check.ts';
import { type HttpInput, httpInput, type Treatment } from './http-input.ts';
import { HttpLane, type RawAnswer } from './http-lane.ts';
import type { Stage } from './stage.ts';
import type { Tally } from './tally.ts';

const inputsPerRound = 600;
const treatments: Readonly<Record<Treatment, string>> = {
  right: 'nothing',
  values: 'values exchanged, added, lost',
  json: 'JSON cut, or written oddly',
  request: 'another address, method or head',
};
const lanes = 4;
const pipelined = 16;

/** A round of requests: those that can change nothing go together, the others one after another. */
export class HttpRound implements Disposable {
  readonly #stage: Stage;
  readonly #tally: Tally;
  readonly #lanes: readonly HttpLane[];

  constructor(stage: Stage, tally: Tally) {
    this.#stage = stage;
    this.#tally = tally;
    this.#lanes = Array.from({ length: lanes }, () => new HttpLane(stage.url));
  }

  async run(chance: Seeded, round: number): Promise<void> {
    const inputs = Array.from({ length: inputsPerRound }, () => httpInput(this.#stage, chance));
    const certain = inputs.filter((input) => input.certain !== undefined);
    await this.#together(certain, round);
    for (const input of inputs.filter((each) => each.certain === undefined)) await this.#alone(input, round);
  }

  [Symbol.dispose](): void {
    for (const lane of this.#lanes) lane[Symbol.dispose]();
  }

  /** Nothing of this may change anything; if it did, which one is found by asking again one by one (FUZZ3). */
  async #together(inputs: readonly HttpInput[], round: number): Promise<void> {
    const { journal } = this.#stage;
    const before = journal.read();
    await Promise.all(
      this.#lanes.map(async (lane, index) => {
        const own = inputs.filter((_, at) => at % lanes === index);
        for (let at = 0; at < own.length; at += pipelined) {
          const some = own.slice(at, at + pipelined);
          const answers = await lane.ask(some);
          for (const [place, answer] of answers.entries()) await this.#judge(some[place], answer, round);
        }
      }),
    );
    if (journal.read() === before) return;
    for (const input of inputs) await this.#alone(input, round);
    assert.equal(journal.read(), before, `round ${round}: something that must change nothing did`);
  }

  /** What is refused, or only reads, changes nothing (FUZZ3). */
  async #alone(input: HttpInput, round: number): Promise<void> {
    const { journal } = this.#stage;
    const before = journal.read();
    const [answer] = (await this.#lanes[0]?.ask([input])) ?? [];
    await this.#judge(input, answer, round);
    if (answer !== undefined && answer.status < 400 && input.certain === undefined) return;
    const after = journal.read();
    assert.equal(after, before, `${answer?.status}, and something changed: ${shown(input, round)}`);
  }

  async #judge(input: HttpInput | undefined, answer: RawAnswer | undefined, round: number): Promise<void> {
    if (input === undefined || answer === undefined) throw new Error(`round ${round}: an answer is missing`);
    this.#tally.count(`HTTP, ${treatments[input.treatment]}`, answer.status < 400);
    if (input.operation !== undefined) this.#tally.tried(input.operation, answer.status < 400);
    try {
      await checkHttp(input, answer);
    } catch (error) {
      throw new Error(
        `${shown(input, round)} was answered ${answer.status} ${answer.body.toString().slice(0, 500)}`,
        {
          cause: error,
        },
      );
    }
  }
}

function shown({ as, operation, bytes }: HttpInput, round: number): string {
  const request = JSON.stringify(bytes.toString('latin1').slice(0, 3000));
  return `round ${round}, as ${as}, ${operation ?? 'no operation'}: ${request}`;
}
