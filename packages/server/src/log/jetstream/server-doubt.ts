import type { Clock } from '../../telemetry/clock.ts';

/** Who leads each stream with a majority behind it, as one server tells; a stream of which it tells of none is left out. */
export type Leaders = ReadonlyMap<string, string>;

export interface ServerDoubtParts {
  readonly clock: Clock;
  /** As the server tells that this node is connected to. */
  readonly here: () => Promise<Leaders>;
  /** As another one tells; rejects when none answers. */
  readonly elsewhere: () => Promise<Leaders>;
  /** Looks for another server. */
  readonly leave: () => void;
}

const restMs = 1000;

/**
 * Notices a server that its peers do not reach: it answers pings and may believe that it leads, but nothing it is told is
 * agreed on. While something is not answered, another server is asked who leads; where it knows better, this node leaves. In
 * an election nobody knows better, and nobody moves.
 */
export class ServerDoubt {
  readonly #parts: ServerDoubtParts;
  #isBusy = false;

  constructor(parts: ServerDoubtParts) {
    this.#parts = parts;
  }

  /** Something was not answered. */
  readonly unanswered = (): void => {
    if (this.#isBusy) return;
    this.#isBusy = true;
    const rest = () => this.#parts.clock.setTimeout(() => this.#end(), restMs);
    this.#compare().then(rest, rest);
  };

  #end(): void {
    this.#isBusy = false;
  }

  async #compare(): Promise<void> {
    const { here, elsewhere, leave } = this.#parts;
    const theirs = await elsewhere();
    // Asked last: what was decided meanwhile is known here too.
    const ours = await here();
    if ([...theirs].some(([stream, leader]) => ours.get(stream) !== leader)) leave();
  }
}
