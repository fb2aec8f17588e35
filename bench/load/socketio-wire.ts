import { opcode } from './frame-reader.ts';
import { maskedFrame } from './masked-frame.ts';
import { NumberedUnit, writeUnits, zeros } from './numbered-unit.ts';
import type { PairEnd, PairProtocol, PairWire } from './pair-wire.ts';
import { type HeardPackets, scanPacket } from './scan-packet.ts';
import { typicalText } from './send-frames.ts';
import { WireClient } from './wire-client.ts';

/** Pairs as the Socket.IO peer has them: an event `message` each way, acknowledged by the callback. */
export const socketioProtocol: PairProtocol = {
  acknowledges: true,
  open: (end) => SocketioWire.open(end),
};

/** An event with our own number as the number of its acknowledgement. */
const eventText = `42${zeros}${JSON.stringify(['message', `${zeros} ${typicalText}`])}`;
const event = new NumberedUnit(eventText, maskedFrame(opcode.text, Buffer.from(eventText)));
const pong = maskedFrame(opcode.text, Buffer.from('3'));

/** Engine.IO over WebSocket from the start, packets as frames of their own, as Socket.IO's client sends them. */
class SocketioWire implements PairWire {
  readonly #end: PairEnd;
  readonly #signedIn = Promise.withResolvers<void>();
  #client: WireClient | undefined;

  private constructor(end: PairEnd) {
    this.#end = end;
  }

  static async open(end: PairEnd): Promise<PairWire> {
    const wire = new SocketioWire(end);
    const { url, pair, side, heard } = end;
    wire.#client = await WireClient.open({
      url,
      path: '/socket.io/?EIO=4&transport=websocket',
      onLost: (why) => wire.#lost(`a connection was lost: ${why}`),
      onText: wire.#onText,
      onRead: () => heard.told(),
    });
    const greeting = `40${JSON.stringify({ token: pair[side] })}`;
    wire.#client.write(maskedFrame(opcode.text, Buffer.from(greeting)));
    await wire.#signedIn.promise;
    return wire;
  }

  send(first: number, count: number): void {
    writeUnits(event, first, count, (bytes) => this.#client?.write(bytes) ?? true);
  }

  close(): void {
    this.#client?.close();
  }

  readonly #onText = (bytes: Buffer, from: number, to: number): void => {
    this.#end.heard.arrived();
    scanPacket(bytes, from, to, this.#packetHeard);
  };

  readonly #packetHeard: HeardPackets = {
    entry: (number) => this.#end.heard.entry(number),
    ack: (number) => this.#end.heard.ack(number),
    ping: () => this.#client?.write(pong),
    other: (text) => {
      if (text.startsWith('40')) this.#signedIn.resolve();
      else if (!text.startsWith('0')) this.#lost(text);
    },
  };

  #lost(why: string): void {
    this.#signedIn.reject(new Error(why));
    this.#end.heard.fault(why);
  }
}
