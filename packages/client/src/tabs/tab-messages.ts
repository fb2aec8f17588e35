import type { DownFrame, UpFrame } from '@parley/protocol/frames.ts';
import type { Marks } from '@parley/protocol/member.ts';
import type { EngineName } from '../connection/engine.ts';
import type { PendingMessage } from '../outbox/pending-message.ts';

/** What a tab lets the others of its account know, whether or not there is a connection. */
export type TabNote =
  /** A message waits, or what became of it has changed. */
  | { readonly kind: 'pending'; readonly chat: number; readonly pending: PendingMessage }
  /** The server has it. */
  | {
      readonly kind: 'posted';
      readonly chat: number;
      readonly clientId: string;
      readonly number: number;
      readonly position: number;
    }
  | { readonly kind: 'discarded'; readonly chat: number; readonly clientId: string }
  /** One's own marks have moved. */
  | { readonly kind: 'marks'; readonly chat: number; readonly marks: Marks };

/** What a follower says to whoever leads. */
export type FollowerMessage =
  | { readonly type: 'open'; readonly wire: string; readonly engine: EngineName }
  | { readonly type: 'up'; readonly wire: string; readonly frames: readonly UpFrame[] }
  | { readonly type: 'close'; readonly wire: string }
  | { readonly type: 'ask' }
  | { readonly type: 'bye' };

/** What the leader says to its followers. */
export type LeaderMessage =
  | { readonly type: 'leader' }
  | { readonly type: 'here' }
  | { readonly type: 'down'; readonly wires: readonly string[]; readonly frames: readonly DownFrame[] }
  | { readonly type: 'alive'; readonly wires: readonly string[] }
  | { readonly type: 'closed'; readonly wires: readonly string[]; readonly code: number };

export type TabMessage = FollowerMessage | LeaderMessage | { readonly type: 'note'; readonly note: TabNote };
