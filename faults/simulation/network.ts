import type { Engine } from '@parley/client/connection/engine.ts';
import { answerCall, type Call, type CallAnswer } from './answer-call.ts';
import type { Ledger } from './ledger.ts';
import { Link, type Peer, type Way } from './link.ts';
import { type NetworkFaults, wellNetwork } from './network-faults.ts';
import type { Surroundings } from './seams.ts';
import type { SimulatedNode } from './simulated-node.ts';
import type { Timeline } from './timeline.ts';

/** How long a call hangs whose question or answer vanished: the client's own limit. */
const callTimeoutMs = 20_000;

/** The way between devices and the node, which fails as told. */
export class Network implements Way {
  faults: NetworkFaults = wellNetwork;
  usualLatencyMs = 20;
  /** The node that is running; undefined while there is none. */
  node: SimulatedNode | undefined;
  readonly timeline: Timeline;
  readonly ledger: Ledger;
  /** Names of devices nothing reaches or leaves, without anybody being told. */
  readonly silenced = new Set<string>();
  readonly counts = { frames: 0, dropped: 0, doubled: 0, delayed: 0, cut: 0, callsLost: 0, calls: 0 };
  readonly #links = new Set<Link>();
  readonly #calls = new Set<() => void>();

  constructor(timeline: Timeline, ledger: Ledger) {
    this.timeline = timeline;
    this.ledger = ledger;
  }

  wireFor(peer: Peer): Omit<Surroundings, 'storage'> {
    const engine: Engine = (events) => {
      const link = new Link(this, peer, events);
      this.#links.add(link);
      return link;
    };
    return { engine, fetch: (input, init) => this.#call(peer, callOf(String(input), init)) };
  }

  forget(link: Link): void {
    this.#links.delete(link);
  }

  /** Everything the node had open is gone; some of the other ends hear of it. */
  nodeCrashed(): void {
    this.node = undefined;
    for (const link of [...this.#links]) link.nodeCrashed();
    for (const fail of [...this.#calls]) fail();
  }

  cutAll(): void {
    for (const link of [...this.#links]) link.cut();
  }

  async #call(peer: Peer, call: Call): Promise<Response> {
    this.counts.calls += 1;
    const label = `${peer.name} ${call.method} ${call.url.pathname}`;
    await this.#travel(`${label}?`, peer, this.faults.callLost);
    const { status, body } = await this.#answered(label, call);
    await this.#travel(`${label}: ${status} ${body ?? ''}`, peer, this.faults.answerLost);
    return new Response(body ?? null, { status, headers: { 'content-type': 'application/json' } });
  }

  /** What the node that is running now answers, if it lives that long. */
  #answered(label: string, call: Call): Promise<CallAnswer> {
    const { node, timeline } = this;
    if (node === undefined) return Promise.reject(new TypeError('nobody listens'));
    return new Promise((resolve, reject) => {
      const breaks = () => reject(new TypeError('the connection broke'));
      const fail = () =>
        void timeline.after(timeline.latency(this.usualLatencyMs), `${label} breaks`, breaks);
      this.#calls.add(fail);
      const answered = answerCall(node, call).finally(() => this.#calls.delete(fail));
      answered.then((answer) => this.node === node && resolve(answer), reject);
    });
  }

  #travel(label: string, { name }: Peer, lost: number): Promise<void> {
    const { timeline } = this;
    const isSilent = this.silenced.has(name);
    return new Promise((resolve, reject) => {
      if (!isSilent && !timeline.happens(lost)) {
        timeline.after(timeline.latency(this.usualLatencyMs), label, resolve);
        return;
      }
      this.counts.callsLost += 1;
      const hangs = isSilent || timeline.happens(0.5);
      const error = hangs ? new DOMException('no answer', 'TimeoutError') : new TypeError('it was lost');
      const delayMs = hangs ? callTimeoutMs : timeline.latency(this.usualLatencyMs);
      timeline.after(delayMs, `${label} lost`, () => reject(error));
    });
  }
}

function callOf(address: string, init: RequestInit | undefined): Call {
  const headers = new Headers(init?.headers);
  return {
    method: init?.method ?? 'GET',
    url: new URL(address),
    token: headers.get('authorization')?.replace('Bearer ', ''),
    body: typeof init?.body === 'string' ? init.body : undefined,
  };
}
