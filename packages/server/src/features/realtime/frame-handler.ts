import { type ErrorObject, errorOf } from '@parley/protocol/errors.ts';
import type { DownFrame, SendFrame, SyncFrame, UpFrame } from '@parley/protocol/frames.ts';
import type { Acceptance } from '../../delivery/acceptance.ts';
import type { ChatState } from '../../delivery/chat-state.ts';
import type { Connection } from '../../delivery/connection.ts';
import { chatLog } from '../../log/log-key.ts';
import type { Span } from '../../telemetry/tracer.ts';
import { codeOfFailure } from '../code-of-failure.ts';
import type { Caller } from '../handler.ts';
import { readForward, sendMessage } from '../messages/send.ts';
import type { Node } from '../node.ts';
import { refusalFor } from '../policy.ts';
import { Refusal } from '../refusal.ts';

/** How often a client should ping: the answer's heads show it a lost last event. Milliseconds. */
export const pingIntervalMs = 25_000;

export interface Speaker {
  readonly caller: Caller;
  readonly connection: Connection;
  /** Of the frame that is handled: ended when it is answered, or done where there is no answer. */
  readonly span: Span;
}

/** Does what a client's frame says; answers go to its connection. */
export function handleFrame(node: Node, speaker: Speaker, frame: UpFrame): void {
  switch (frame.type) {
    case 'send':
      return send(node, speaker, frame);
    case 'mark':
      return withChat(node, speaker, frame.chat, (state) =>
        node.marks.raise(state, speaker.caller.user, frame),
      );
    case 'typing':
      return withChat(node, speaker, frame.chat, (state) => tellTyping(node, speaker, state));
    case 'sync':
      return sync(node, speaker, frame);
    case 'presence':
      node.connections.setAway(speaker.connection, frame.state === 'away');
      return speaker.span.end();
    case 'ping':
      return pong(node, speaker);
  }
}

/** What a client hears first. */
export function hello(node: Node, caller: Caller): string {
  return encode({
    type: 'hello',
    epoch: node.log.epoch as never,
    username: caller.username,
    ping_interval_ms: pingIntervalMs,
  });
}

export function errorFrame(error: ErrorObject, ref?: string): string {
  return encode(ref === undefined ? { type: 'error', error } : { type: 'error', ref, error });
}

function send(node: Node, speaker: Speaker, frame: SendFrame): void {
  const known = node.chats.known(chatLog(speaker.caller.app, frame.chat));
  if (known !== undefined && frame.forward === undefined) return sendTo(node, speaker, frame, known);
  sendAfterLoading(node, speaker, frame).catch((error: unknown) => fail(node, speaker, error, frame.ref));
}

async function sendAfterLoading(node: Node, speaker: Speaker, frame: SendFrame): Promise<void> {
  const { caller } = speaker;
  const state = await node.chats.find(caller.app, frame.chat);
  const refusal = refusalFor(state, caller.user, 'post');
  if (state === undefined || refusal !== undefined) {
    return refuseFrame(node, speaker, refusal?.error ?? errorOf('not_found'), frame.ref);
  }
  if (frame.forward === undefined) return sendTo(node, speaker, frame, state);
  const forwarded = await readForward(node, caller, frame.forward);
  if ('code' in forwarded) return refuseFrame(node, speaker, forwarded, frame.ref);
  sendMessage(node, state, { caller, input: frame, forwarded }, (done) => reply(node, speaker, frame, done));
}

function sendTo(node: Node, speaker: Speaker, frame: SendFrame, state: ChatState): void {
  const { caller } = speaker;
  sendMessage(node, state, { caller, input: frame }, (done) => reply(node, speaker, frame, done));
}

function reply(node: Node, speaker: Speaker, frame: SendFrame, acceptance: Acceptance): void {
  if (acceptance.kind === 'refused') return refuseFrame(node, speaker, acceptance.error, frame.ref);
  const entry = acceptance.kind === 'repeated' ? acceptance.entry : acceptance.entries[0];
  if (entry === undefined) return;
  const ref = JSON.stringify(frame.ref);
  speaker.connection.reply(
    `{"type":"ack","ref":${ref},"chat":${frame.chat},"number":${entry.number},"position":${entry.position}}`,
  );
  speaker.span.end();
}

/** Answers a frame with an error. */
export function refuseFrame(node: Node, speaker: Speaker, error: ErrorObject, ref?: string): void {
  node.metrics.refused(error.code);
  speaker.connection.reply(errorFrame(error, ref));
  speaker.span.end(error.code);
}

function sync(node: Node, speaker: Speaker, frame: SyncFrame): void {
  const { connection, span } = speaker;
  if (frame.epoch !== undefined && frame.epoch !== node.log.epoch) {
    return refuseFrame(node, speaker, errorOf('stale_epoch'));
  }
  const held = new Map(Object.entries(frame.chats).map(([chat, position]) => [Number(chat), position]));
  node.catchUp.sync(connection, held).then(
    () => span.end(),
    (error: unknown) => fail(node, speaker, error),
  );
}

function pong(node: Node, speaker: Speaker): void {
  node.catchUp.heads(speaker.caller.user).then(
    (heads) => {
      speaker.connection.push(encode({ type: 'pong', heads: heads as never }));
      speaker.span.end();
    },
    (error: unknown) => fail(node, speaker, error),
  );
}

function tellTyping(node: Node, { caller }: Speaker, state: ChatState): void {
  if (state.members.size > node.config.largeChat || state.blocked) return;
  const typing = { type: 'typing', chat: state.number as never, username: caller.username } as const;
  node.fanOut.event(state, typing, caller.user);
}

/** Runs an action on a chat the caller is a member of; to others the chat does not exist. */
function withChat(node: Node, speaker: Speaker, chat: number, action: (state: ChatState) => void): void {
  const { caller, span } = speaker;
  const run = (state: ChatState | undefined) => {
    const refusal = refusalFor(state, caller.user, 'read');
    if (state === undefined || refusal instanceof Refusal) {
      return refuseFrame(node, speaker, refusal?.error ?? errorOf('not_found'));
    }
    action(state);
    span.end();
  };
  const known = node.chats.known(chatLog(caller.app, chat));
  if (known !== undefined) return run(known);
  node.chats.find(caller.app, chat).then(run, (error: unknown) => fail(node, speaker, error));
}

function fail(node: Node, speaker: Speaker, error: unknown, ref?: string): void {
  node.logger.error('a frame failed', { error });
  refuseFrame(node, speaker, errorOf(codeOfFailure(error)), ref);
}

function encode(frame: DownFrame): string {
  return JSON.stringify(frame);
}
