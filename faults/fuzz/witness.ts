import assert from 'node:assert/strict';
import { FrameLane } from './frame-lane.ts';
import type { Stage } from './stage.ts';

/** Somebody in the group who says nothing, and hears every message once, in order (RT6). */
export class Witness implements Disposable {
  readonly #stage: Stage;
  readonly #lane: FrameLane;
  #group = 0;
  #next = 0;

  private constructor(stage: Stage, lane: FrameLane) {
    this.#stage = stage;
    this.#lane = lane;
  }

  static async open(stage: Stage): Promise<Witness> {
    return new Witness(stage, await FrameLane.open(stage.url, stage.tokenOf('witness') ?? ''));
  }

  /** Everything heard since the last time follows on what was heard before. */
  async check(): Promise<void> {
    const { entries } = await this.#lane.say([], 0);
    const { group } = this.#stage;
    if (group !== this.#group) {
      this.#group = group;
      this.#next = 0;
    }
    for (const { chat, entry } of entries) {
      if (chat !== group || entry.kind !== 'message') continue;
      if (this.#next > 0) assert.equal(entry.number, this.#next, 'the message that follows');
      this.#next = entry.number + 1;
    }
  }

  [Symbol.dispose](): void {
    this.#lane[Symbol.dispose]();
  }
}
