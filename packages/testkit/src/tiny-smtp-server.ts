import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** A mail as the server got it. */
export interface Delivered {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body. */
  readonly data: string;
}

export interface TinySmtpServer {
  readonly port: number;
  readonly delivered: readonly Delivered[];
  /** Answers the next RCPT commands with this line, such as `550 no such user`; undefined: accept. */
  refuse(line: string | undefined): void;
  close(): Promise<void>;
}

/** A real, minimal SMTP server on a free port of 127.0.0.1. */
export async function startTinySmtpServer(): Promise<TinySmtpServer> {
  const delivered: Delivered[] = [];
  const sockets = new Set<Socket>();
  let refusal: string | undefined;
  const server = createServer((socket) => {
    sockets.add(socket);
    const hooks = { deliver: (mail: Delivered) => delivered.push(mail), refusal: () => refusal };
    converse(socket, hooks).catch(() => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    delivered,
    refuse: (line) => {
      refusal = line;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Hooks {
  readonly deliver: (mail: Delivered) => void;
  readonly refusal: () => string | undefined;
}

async function converse(socket: Socket, { deliver, refusal }: Hooks): Promise<void> {
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const say = (line: string) => socket.write(`${line}\r\n`);
  let envelope: { from: string; to: string[] } = { from: '', to: [] };
  say('220 tiny');
  for await (const line of lines) {
    const verb = line.slice(0, 4).toUpperCase();
    const refused = verb === 'RCPT' ? refusal() : undefined;
    if (verb === 'MAIL') envelope = { from: line, to: [] };
    if (verb === 'RCPT' && refused === undefined) envelope.to.push(line);
    if (verb === 'DATA') {
      say('354 go on');
      deliver({ ...envelope, data: await readText(lines) });
    }
    say(refused ?? (verb === 'QUIT' ? '221 bye' : '250 fine'));
  }
}

/** The lines up to a lone dot, with the doubled dots undone. */
async function readText(lines: AsyncIterator<string>): Promise<string> {
  const text: string[] = [];
  for (let next = await lines.next(); !next.done && next.value !== '.'; next = await lines.next()) {
    text.push(next.value.replace(/^\./, ''));
  }
  return text.join('\n');
}
