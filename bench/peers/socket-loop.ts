/** A bare `ws` server that sends what one says to all: the floor under a fan-out, and under memory per connection. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

const everybody = new Set<WebSocket>();
let position = 0;

const http = createServer();
const sockets = new WebSocketServer({
  server: http,
  perMessageDeflate: false,
  clientTracking: false,
  handleProtocols: () => 'parley.v1',
});
sockets.on('connection', (socket) => {
  everybody.add(socket);
  socket.on('close', () => everybody.delete(socket));
  socket.on('message', (data) => take(socket, JSON.parse(String(data)) as { type: string; ref?: string }));
});
http.listen(0, '127.0.0.1', 4096, () => {
  console.log(`ready at http://127.0.0.1:${(http.address() as AddressInfo).port}`);
});

function take(from: WebSocket, frame: { type: string; ref?: string; chat?: number; content?: string }): void {
  if (frame.type === 'sync') from.send('{"type":"synced","heads":{}}');
  if (frame.type !== 'send') return;
  position += 1;
  from.send(
    `{"type":"ack","ref":"${frame.ref}","chat":${frame.chat},"number":${position},"position":${position}}`,
  );
  const message = { kind: 'message', number: position, sender: 'a', content: frame.content, at: new Date() };
  const text = Buffer.from(
    `{"type":"entry","chat":${frame.chat},"position":${position},"entry":${JSON.stringify(message)}}`,
  );
  for (const socket of everybody) if (socket !== from) socket.send(text, { binary: false });
}
