import { digitsOfNumber, numberAt } from './number-at.ts';

const contentKey = Buffer.from('"content":"');

const digitZero = 48;
const engineMessage = digitZero + 4;
const enginePing = digitZero + 2;
const socketEvent = digitZero + 2;
const socketAck = digitZero + 3;

/** What a Socket.IO client hears that a scenario counts. */
export interface HeardPackets {
  /** A message of the other side, by the number its content begins with. */
  entry(number: number): void;
  /** The answer to the event that was sent with this number. */
  ack(number: number): void;
  /** Engine.IO asks whether the client is there. */
  ping(): void;
  other(text: string): void;
}

/** Tells what a Socket.IO packet is (a WebSocket text each) without parsing it as JSON. */
export function scanPacket(bytes: Buffer, from: number, to: number, heard: HeardPackets): void {
  const kind = bytes[from];
  const inner = bytes[from + 1];
  if (kind === engineMessage && inner === socketEvent) heard.entry(contentNumber(bytes, from));
  else if (kind === engineMessage && inner === socketAck) heard.ack(numberAt(bytes, from + 2, to));
  else if (kind === enginePing) heard.ping();
  else heard.other(bytes.toString('utf8', from, to));
}

function contentNumber(bytes: Buffer, from: number): number {
  const at = bytes.indexOf(contentKey, from) + contentKey.length;
  return numberAt(bytes, at, at + digitsOfNumber);
}
