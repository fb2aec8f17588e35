import type { UpFrame } from '@parley/protocol/frames.ts';
import { Connection } from '@parley/server/delivery/connection.ts';
import { authenticate } from '@parley/server/features/authentication.ts';
import type { Caller } from '@parley/server/features/handler.ts';
import {
  errorFrame,
  handleFrame,
  hello,
  refuseFrame,
} from '@parley/server/features/realtime/frame-handler.ts';
import { Refusal } from '@parley/server/features/refusal.ts';
import { idleSpan } from '@parley/server/telemetry/tracer.ts';
import { readFrames } from '@parley/server/transport/websocket/frame-reader.ts';
import type { SimulatedNode } from './simulated-node.ts';

/** What carries a node's texts to one client. */
export interface Outgoing {
  readonly token: string;
  readonly send: (text: string) => void;
  readonly close: (code: number) => void;
  /** Hears of each frame before the node does. */
  readonly heard: (frame: UpFrame, caller: Caller) => void;
  readonly accepted: (caller: Caller) => void;
}

/** A node's end of a WebSocket, as transport/websocket serves it. */
export interface ServerSocket {
  receive(text: string): void;
  /** The client is gone. */
  gone(): void;
}

const unauthenticated = 4401;

export async function openServerSocket(
  { node }: SimulatedNode,
  out: Outgoing,
): Promise<ServerSocket | undefined> {
  const caller = await authenticate(node, out.token);
  if (caller instanceof Refusal) {
    out.send(errorFrame(caller.error));
    out.close(unauthenticated);
    return undefined;
  }
  const connection = new Connection({
    ...caller,
    bufferBytes: node.config.socketBufferBytes,
    onResync: () => undefined,
    outlet: { send: out.send, buffered: () => 0, close: out.close },
  });
  const speaker = { caller, connection, span: idleSpan };
  out.accepted(caller);
  connection.reply(hello(node, caller));
  node.connections.add(connection);
  return {
    receive(text) {
      for (const read of readFrames(text)) {
        if (!read.ok) refuseFrame(node, speaker, read.error, read.ref);
        else {
          out.heard(read.frame, caller);
          handleFrame(node, speaker, read.frame);
        }
      }
    },
    gone() {
      connection.closed();
      node.connections.remove(connection);
    },
  };
}
