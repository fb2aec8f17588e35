import { errorOf } from '@parley/protocol/errors.ts';
import type { UpFrame } from '@parley/protocol/frames.ts';
import type { Node } from '../../features/node.ts';
import { handleFrame, refuseFrame, type Speaker } from '../../features/realtime/frame-handler.ts';
import { traceFrame } from '../../features/realtime/trace-frame.ts';
import { bytesOfAFrame, framesOfAQuestion, type RateLimiter, tooFast } from '../rate-limits.ts';
import { type ReadFrame, readFrames } from './frame-reader.ts';

interface Parts {
  readonly node: Node;
  readonly limiter: RateLimiter;
}

/** A message of a socket as it came; ws has it in one buffer. */
interface Message {
  readonly bytes: Buffer;
  readonly isBinary: boolean;
}

const notText: readonly ReadFrame[] = [{ ok: false, error: errorOf('malformed_json') }];

/**
 * Handles a message's frames. `refusals` is by how many more frames the rate limit refused than were taken before it;
 * answers the same of all up to its end.
 */
export function takeMessage(
  parts: Parts,
  { bytes, isBinary }: Message,
  speaker: Speaker,
  refusals: number,
): number {
  const { node, limiter } = parts;
  const weight = Math.floor(bytes.length / bytesOfAFrame);
  const wait = weight === 0 ? 0 : limiter.take('frames', speaker.caller.user, weight);
  if (wait > 0) {
    refuseFrame(node, speaker, tooFast(wait));
    return refusals + weight;
  }
  let refused = refusals;
  for (const read of isBinary ? notText : readFrames(String(bytes)))
    refused = takeFrame(parts, read, speaker) ? Math.max(0, refused - 1) : refused + 1;
  return refused;
}

/** Whether the rate limit let it pass. */
function takeFrame({ node, limiter }: Parts, read: ReadFrame, speaker: Speaker): boolean {
  const wait = limiter.take('frames', speaker.caller.user, read.ok ? weightOf(read.frame) : 1);
  if (wait > 0) {
    refuseFrame(node, speaker, tooFast(wait), read.ok ? refIn(read.frame) : read.ref);
    return false;
  }
  if (!read.ok) {
    refuseFrame(node, speaker, read.error, read.ref);
    return true;
  }
  node.metrics.frameIn(read.frame.type);
  if (node.tracer.on) traceFrame(node, speaker, read.frame);
  else handleFrame(node, speaker, read.frame);
  return true;
}

function weightOf({ type }: UpFrame): number {
  return type === 'sync' || type === 'ping' ? framesOfAQuestion : 1;
}

function refIn(frame: object): string | undefined {
  return 'ref' in frame ? String(frame.ref) : undefined;
}
