import assert from 'node:assert/strict';
import type { Seeded } from '@parley/testkit/seeded.ts';
import { type FrameInput, frameInput } from './frame-input.ts';
import { FrameLane } from './frame-lane.ts';
import type { Stage } from './stage.ts';
import type { Tally } from './tally.ts';
import { Witness } from './witness.ts';

const inputsPerRound = 600;
const speakers = ['owner', 'owner', 'member', 'member', 'stranger'] as const;
type Speaker = (typeof speakers)[number];

/** A round of frames by one person: first what the contract refuses, then the rest. */
export class FrameRound implements Disposable {
  readonly #stage: Stage;
  readonly #tally: Tally;
  readonly #lanes = new Map<Speaker, FrameLane>();
  readonly #witness: Witness;

  private constructor(stage: Stage, tally: Tally, witness: Witness) {
    this.#stage = stage;
    this.#tally = tally;
    this.#witness = witness;
  }

  static async open(stage: Stage, tally: Tally): Promise<FrameRound> {
    return new FrameRound(stage, tally, await Witness.open(stage));
  }

  async run(chance: Seeded, round: number): Promise<void> {
    const as = chance.pick(speakers);
    const inputs = Array.from({ length: inputsPerRound }, () => frameInput(this.#stage, chance));
    const refused = inputs.filter((input) => input.isRefused && input.ends === undefined);
    const others = inputs.filter((input) => !input.isRefused && input.ends === undefined);
    try {
      await this.#sayRefused(as, refused);
      await this.#say(as, others);
      for (const input of inputs.filter((each) => each.ends !== undefined)) await this.#sayLast(as, input);
      await this.#witness.check();
    } catch (error) {
      const culprit = await this.#culprit(as, inputs);
      throw new Error(`frames of round ${round}, as ${as}: ${culprit}`, { cause: error });
    }
  }

  [Symbol.dispose](): void {
    for (const lane of this.#lanes.values()) lane[Symbol.dispose]();
    this.#witness[Symbol.dispose]();
  }

  /** Each is answered with as many errors as are in it, and nothing changes (FUZZ2, FUZZ3). */
  async #sayRefused(as: Speaker, inputs: readonly FrameInput[]): Promise<void> {
    const { journal } = this.#stage;
    const lane = await this.#lane(as);
    const expected = inputs.reduce((sum, { errors }) => sum + errors, 0);
    const before = journal.read();
    const { errors } = await lane.say(inputs, expected);
    assert.equal(errors, expected, 'errors that answer what is refused');
    assert.equal(journal.read(), before, 'what was refused changed something');
    for (const _ of inputs) this.#tally.count('frames, refused by the contract', false);
  }

  async #say(as: Speaker, inputs: readonly FrameInput[]): Promise<void> {
    const lane = await this.#lane(as);
    const expected = inputs.reduce((sum, { errors }) => sum + errors, 0);
    const { errors } = await lane.say(inputs, expected);
    for (const [index] of inputs.entries()) this.#tally.count('frames, right in form', index >= errors);
  }

  async #sayLast(as: Speaker, input: FrameInput): Promise<void> {
    const lane = await this.#lane(as);
    await lane.sayLast(input);
    this.#lanes.delete(as);
    this.#tally.count('frames, no UTF-8 or too large', false);
  }

  /** The first that also fails when it comes alone, on a socket of its own. */
  async #culprit(as: Speaker, inputs: readonly FrameInput[]): Promise<string> {
    for (const input of inputs) {
      try {
        using lane = await FrameLane.open(this.#stage.url, this.#stage.tokenOf(as) ?? '');
        if (input.ends !== undefined) await lane.sayLast(input);
        else await this.#sayAlone(lane, input);
      } catch {
        return JSON.stringify(input.bytes.toString('latin1').slice(0, 3000));
      }
    }
    return 'none of them alone';
  }

  async #sayAlone(lane: FrameLane, input: FrameInput): Promise<void> {
    const { errors } = await lane.say([input], input.errors);
    if (input.isRefused) assert.equal(errors, input.errors);
  }

  async #lane(as: Speaker): Promise<FrameLane> {
    const open =
      this.#lanes.get(as) ?? (await FrameLane.open(this.#stage.url, this.#stage.tokenOf(as) ?? ''));
    this.#lanes.set(as, open);
    return open;
  }
}
