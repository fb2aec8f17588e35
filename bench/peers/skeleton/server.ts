/**
 * The bare skeleton of the journey: frames in, numbers in memory, a writer thread that commits in groups, then
 * acknowledgement and delivery. No accounts, members, retries or limits: a yardstick for what is possible.
 * A token `12.a` belongs to chat 12. Usage: server.ts FOLDER
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Row, SkeletonWriter } from './skeleton-writer.ts';

interface SendFrame {
  readonly type: string;
  readonly ref: string;
  readonly chat: number;
  readonly client_id: string;
  readonly content: string;
}

const heads = new Map<number, number>();
const listeners = new Map<number, Set<WebSocket>>();
const writer = new SkeletonWriter<WebSocket>(join(process.argv[2] ?? '.', 'skeleton.db'), deliver);

const http = createServer();
const sockets = new WebSocketServer({
  server: http,
  perMessageDeflate: false,
  clientTracking: false,
  handleProtocols: () => 'parley.v1',
});
sockets.on('connection', (socket, request) => {
  const [, chat = '0'] = /bearer\.(\d+)\./.exec(request.headers['sec-websocket-protocol'] ?? '') ?? [];
  const inChat = listeners.get(Number(chat)) ?? new Set();
  listeners.set(Number(chat), inChat.add(socket));
  socket.on('message', (data) => take(socket, JSON.parse(String(data)) as SendFrame | SendFrame[]));
  socket.on('close', () => inChat.delete(socket));
});
http.listen(0, '127.0.0.1', () => {
  console.log(`ready at http://127.0.0.1:${(http.address() as AddressInfo).port}`);
});

function take(from: WebSocket, said: SendFrame | SendFrame[]): void {
  for (const frame of Array.isArray(said) ? said : [said]) {
    if (frame.type !== 'send') continue;
    const position = (heads.get(frame.chat) ?? 0) + 1;
    heads.set(frame.chat, position);
    const { ref, chat, content } = frame;
    writer.add({ from, ref, chat, position, clientId: frame.client_id, content, at: Date.now() });
  }
}

/** After the commit: one text for each connection it concerns. */
function deliver(rows: readonly Row<WebSocket>[]): void {
  const texts = new Map<WebSocket, string[]>();
  const push = (socket: WebSocket, text: string) => {
    const known = texts.get(socket);
    if (known === undefined) texts.set(socket, [text]);
    else known.push(text);
  };
  for (const { from, ref, chat, position, content, at } of rows) {
    push(from, `{"type":"ack","ref":"${ref}","chat":${chat},"number":${position},"position":${position}}`);
    const message = `{"kind":"message","number":${position},"sender":"a${chat}","content":${JSON.stringify(content)},"at":${at}}`;
    const entry = `{"type":"entry","chat":${chat},"position":${position},"entry":${message}}`;
    for (const socket of listeners.get(chat) ?? []) if (socket !== from) push(socket, entry);
  }
  for (const [socket, all] of texts) socket.send(all.length === 1 ? (all[0] ?? '') : `[${all.join(',')}]`);
}
