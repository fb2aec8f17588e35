import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Seeded } from '@parley/testkit/seeded.ts';

/**
 * A port that a server can be started on again and again. Below the ports the system gives to connections: while no
 * server listens, a client that tries again would otherwise sooner or later be connected to itself.
 */
export async function freePort(chance: Seeded): Promise<number> {
  for (;;) {
    const port = 20_000 + chance.below(10_000);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
