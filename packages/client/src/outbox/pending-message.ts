import type { SendFrame } from '@parley/protocol/frames.ts';
import type { ParleyError } from '../api/parley-error.ts';

/** What a person says. `content` may be missing only when `forward` names a message. */
export interface MessageDraft {
  readonly content?: string;
  readonly reply_to?: number;
  readonly mentions?: readonly string[];
  readonly sticker?: string;
  readonly forward?: { readonly chat: number; readonly number: number };
}

/**
 * An own message that is not among the chat's messages yet.
 * - `queued`: waits for those before it, or for the connection.
 * - `sending`: on its way.
 * - `sent`: the server has it, as `number`; its entry is about to come.
 * - `failed`: refused for good (`error`); to be sent again or discarded.
 */
export interface PendingMessage {
  readonly clientId: string;
  /** When it was written. */
  readonly at: string;
  readonly draft: MessageDraft;
  readonly status: 'queued' | 'sending' | 'sent' | 'failed';
  readonly number?: number;
  readonly error?: { readonly code: ParleyError['code']; readonly message: string };
}

export interface Acknowledgement {
  readonly number: number;
  readonly position: number;
}

/** A message on its way. */
export interface Sending {
  /** Names it among the pending ones. */
  readonly clientId: string;
  /** Resolves when the server promised to keep it; rejects with ParleyError when it was refused for good. */
  readonly acknowledged: Promise<Acknowledgement>;
}

/** The frame that sends it. */
export function sendFrameOf(chat: number, pending: PendingMessage, ref: string): SendFrame {
  return { type: 'send', ref, chat, ...pending.draft, client_id: pending.clientId } as SendFrame;
}
