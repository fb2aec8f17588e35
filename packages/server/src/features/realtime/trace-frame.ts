import type { UpFrame } from '@parley/protocol/frames.ts';
import type { Node } from '../node.ts';
import { handleFrame, type Speaker } from './frame-handler.ts';

/** As `handleFrame`, as a trace of its own (TRACE1). */
export function traceFrame(node: Node, speaker: Speaker, frame: UpFrame): void {
  const span = node.tracer.root(`frame ${frame.type}`, 'server');
  if (!span.recording) return handleFrame(node, speaker, frame);
  const { caller, connection } = speaker;
  node.tracer.within(span, () => handleFrame(node, { caller, connection, span }, frame));
}
