import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** One address before several servers: each connection goes to one of them. */
export interface SpreadProxy extends AsyncDisposable {
  readonly url: string;
  /** How many connections each server was given. */
  readonly given: readonly number[];
}

/**
 * Spreads connections over servers of this machine, as `pick` says, which answers 0 to `servers` − 1: what any load
 * balancer does that keeps nobody at one server.
 */
export async function startSpreadProxy(
  urls: readonly string[],
  pick: (servers: number) => number,
): Promise<SpreadProxy> {
  const ports = urls.map((url) => Number(new URL(url).port));
  const given = urls.map(() => 0);
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const index = pick(ports.length);
    given[index] = (given[index] ?? 0) + 1;
    const upstream = connect({
      port: ports[index] ?? 0,
      host: '127.0.0.1',
      noDelay: true,
      allowHalfOpen: true,
    });
    join(client, upstream, sockets);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    given,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Whatever ends on one side ends on the other in the same way. */
function join(client: Socket, upstream: Socket, sockets: Set<Socket>): void {
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    sockets.add(one);
    one.pipe(other);
    one.on('error', () => other.destroy());
    one.on('close', (failed) => {
      sockets.delete(one);
      if (failed) other.destroy();
    });
  }
}
