/**
 * Socket.IO as chat tutorials use it: each message is one INSERT, then it goes to the others in the room, then the
 * sender's callback is called. SQLite as in Socket.IO's own tutorial, but as durable as Parley's log (WAL,
 * `synchronous=FULL`). No accounts, members, retries or limits. A token `12.a` belongs to chat 12.
 * Usage: server.ts FOLDER
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openWritable } from '@parley/server/sqlite/connection.ts';
import { Server } from 'socket.io';

const connection = openWritable(join(process.argv[2] ?? '.', 'socketio.db'));
connection.exec(`
  create table messages (
    id integer primary key autoincrement, chat text not null, sender text not null, content text not null, at integer not null
  );
  create index messages_by_chat on messages (chat, id);
`);
const insert = connection.prepare('insert into messages (chat, sender, content, at) values (?, ?, ?, ?)');

const http = createServer();
const io = new Server(http);
io.on('connection', (socket) => {
  const { token } = socket.handshake.auth as { token: string };
  const [chat = ''] = token.split('.');
  void socket.join(chat);
  socket.on('message', (content: string, acknowledge: (saved: { id: number }) => void) => {
    const at = Date.now();
    const id = Number(insert.run(chat, token, content, at).lastInsertRowid);
    socket.to(chat).emit('message', { id, chat, sender: token, content, at });
    acknowledge({ id });
  });
});
http.listen(0, '127.0.0.1', () => {
  console.log(`ready at http://127.0.0.1:${(http.address() as AddressInfo).port}`);
});
