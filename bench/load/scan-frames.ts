import { numberAt } from './number-at.ts';

const opening = Buffer.from('{"type":"');
const positionKey = Buffer.from('"position":');

/** What a client hears that a scenario counts. Positions are numbers of the chat's log. */
export interface HeardFrames {
  entry(position: number): void;
  ack(position: number): void;
  /** Anything else, by the first two letters of its type. */
  other(kind: string, text: () => string): void;
}

const letterA = 97;
const letterC = 99;
const letterE = 101;
const letterN = 110;

/** Finds the frames of a text without parsing it as JSON: types and positions are all that is needed. */
export function scanFrames(bytes: Buffer, from: number, to: number, heard: HeardFrames): void {
  let at = bytes.indexOf(opening, from);
  while (at !== -1 && at < to) {
    const kind = at + opening.length;
    const first = bytes[kind];
    const second = bytes[kind + 1];
    if (first === letterE && second === letterN) heard.entry(positionAfter(bytes, kind));
    else if (first === letterA && second === letterC) heard.ack(positionAfter(bytes, kind));
    else heard.other(bytes.toString('latin1', kind, kind + 2), () => bytes.toString('utf8', from, to));
    at = bytes.indexOf(opening, kind);
  }
}

function positionAfter(bytes: Buffer, at: number): number {
  return numberAt(bytes, bytes.indexOf(positionKey, at) + positionKey.length, bytes.length);
}
