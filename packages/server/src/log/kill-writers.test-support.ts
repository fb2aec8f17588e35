import type { ApiCaller } from '@parley/testkit/api-caller.ts';

/** A message as its writer knows it; `number` once it was acknowledged. */
export interface Sent {
  /** Where it was posted: the path of the chat. */
  readonly chat: string;
  readonly content: string;
  readonly clientId: string;
  /** A device's name in an open chat; elsewhere the session says who. */
  readonly sender?: string;
  number?: number;
}

export interface Writing {
  /** Called for each message before it is sent. */
  next(): Sent | undefined;
  acknowledged(sent: Sent, number: number): void;
}

/** Posts one message after the other over HTTP until there is no next one or no server. */
export async function writeOverHttp(api: ApiCaller, writing: Writing): Promise<void> {
  try {
    for (let sent = writing.next(); sent !== undefined; sent = writing.next()) {
      writing.acknowledged(sent, await post(api, sent));
    }
  } catch {
    // The server is gone: what was on its way is neither known to be there nor known to be lost.
  }
}

/** Posts a message, for the first time or again, and answers its number. */
export async function post(api: ApiCaller, { chat, content, clientId, sender }: Sent): Promise<number> {
  const body = { content, client_id: clientId, ...(sender !== undefined && { sender }) };
  const { number } = await api.call<{ number: number }>('POST', `${chat}/messages`, body);
  return number;
}

export interface SocketWriting extends Writing {
  readonly url: string;
  readonly session: string;
  /** Number of the chat. */
  readonly chat: number;
  /** How many may be unacknowledged at a time. */
  readonly window: number;
}

/** Sends messages over a WebSocket, several at a time, until there is no next one or no server. */
export function writeOverSocket(writing: SocketWriting): Promise<void> {
  const address = `${writing.url.replace('http', 'ws')}/api/v1/realtime`;
  const socket = new WebSocket(address, ['parley.v1', `bearer.${writing.session}`]);
  const underWay = new Map<string, Sent>();
  const sendOne = () => {
    const sent = writing.next();
    if (sent === undefined) return underWay.size === 0 && socket.close();
    underWay.set(sent.clientId, sent);
    const { clientId, content } = sent;
    const frame = { type: 'send', ref: clientId, chat: writing.chat, content, client_id: clientId };
    socket.send(JSON.stringify(frame));
  };
  const hear = (frame: { type: string; ref?: string; number?: number; entry?: { number?: number } }) => {
    const sent = frame.type === 'ack' ? underWay.get(frame.ref ?? '') : undefined;
    if (sent === undefined || frame.number === undefined) return;
    underWay.delete(sent.clientId);
    writing.acknowledged(sent, frame.number);
    if (frame.number % 7 === 0) {
      socket.send(JSON.stringify({ type: 'mark', chat: writing.chat, read: frame.number }));
    }
    sendOne();
  };
  return new Promise((resolve) => {
    socket.onmessage = ({ data }) => {
      for (const frame of [JSON.parse(String(data))].flat()) {
        if (frame.type === 'hello') for (let each = 0; each < writing.window; each++) sendOne();
        else hear(frame);
      }
    };
    socket.onerror = () => {};
    socket.onclose = () => resolve();
  });
}
