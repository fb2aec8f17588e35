import type { Connection } from '../../delivery/connection.ts';
import type { Caller } from '../handler.ts';
import type { Node } from '../node.ts';
import { hello } from './frame-handler.ts';

/** A client is greeted after so long, whatever this node hears: what it misses it finds by position. */
const patienceMs = 2000;

/** Lets a client in: it is greeted once this node hears all that concerns its person, and events follow that (RT1). */
export function greet(node: Node, caller: Caller, connection: Connection): void {
  connection.hold();
  node.connections.add(connection);
  const ready = node.interest.ready(caller.user);
  const begin = () => {
    connection.reply(hello(node, caller));
    connection.resume();
  };
  if (ready === undefined) return begin();
  const patience = Promise.withResolvers<void>();
  const timer = node.clock.setTimeout(patience.resolve, patienceMs);
  // Whoever could not be followed is tried again by itself.
  Promise.race([ready.catch(() => undefined), patience.promise]).then(() => {
    node.clock.clearTimeout(timer);
    begin();
  });
}
