import type { Clock } from '../../telemetry/clock.ts';

/** Who leads each stream, as one server tells; a stream that it does not tell of is left out. */
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
    const [ours, theirs] = await Promise.all([here(), elsewhere()]);
    if ([...theirs].some(([stream, leader]) => ours.get(stream) !== leader)) leave();
  }
}
