import type { Blobs } from '../blobs/blobs.ts';
import type { Config } from '../config/config.ts';
import type { Acceptor } from '../delivery/accept.ts';
import type { CatchUp } from '../delivery/catch-up.ts';
import type { ChatRegistry } from '../delivery/chat-registry.ts';
import type { ChatViews } from '../delivery/chat-views.ts';
import type { Connections } from '../delivery/connections.ts';
import type { FanOut } from '../delivery/fan-out.ts';
import type { Marks } from '../delivery/marks.ts';
import type { MessageSearch } from '../delivery/message-search.ts';
import type { MessageViews } from '../delivery/message-views.ts';
import type { People } from '../delivery/people.ts';
import type { Everywhere } from '../delivery/reach/everywhere.ts';
import type { Interest } from '../delivery/reach/interest.ts';
import type { Usernames } from '../delivery/usernames.ts';
import type { Log } from '../log/log.ts';
import type { Mail } from '../mail/mail.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from '../telemetry/clock.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Tracer } from '../telemetry/tracer.ts';
import type { SetupCode } from './setup/setup-code.ts';

/** The parts of a running node that features work with; compose.ts puts them together. */
export interface Node {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  readonly log: Log;
  readonly store: Store;
  readonly blobs: Blobs;
  readonly mail: Mail;
  /** What this node knows of chats: members, roles, heads. */
  readonly chats: ChatRegistry;
  /** The way into the log. */
  readonly accept: Acceptor;
  /** Connections of people, on all nodes. */
  readonly people: People;
  /** The connections of this node itself. */
  readonly connections: Connections;
  /** What all nodes must forget at once. */
  readonly everywhere: Everywhere;
  readonly fanOut: FanOut;
  readonly catchUp: CatchUp;
  readonly interest: Interest;
  readonly search: MessageSearch;
  readonly usernames: Usernames;
  readonly messages: MessageViews;
  readonly chatViews: ChatViews;
  readonly marks: Marks;
  /** Key of the app that people belong to where none is named. */
  readonly ownApp: number;
  /** What proves the operator of a server without an owner. */
  readonly setupCode: SetupCode;
}
