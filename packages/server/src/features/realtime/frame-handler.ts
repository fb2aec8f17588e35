import { type ErrorObject, errorOf } from '@parley/protocol/errors.ts';
import type { DownFrame, SendFrame, SyncFrame, UpFrame } from '@parley/protocol/frames.ts';
import type { Acceptance } from '../../delivery/accept.ts';
import type { ChatState } from '../../delivery/chat-state.ts';
import type { Connection } from '../../delivery/connection.ts';
import { chatLog } from '../../log/log-key.ts';
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
      return node.connections.setAway(speaker.connection, frame.state === 'away');
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
  const { caller, connection } = speaker;
  const state = await node.chats.find(caller.app, frame.chat);
  const refusal = refusalFor(state, caller.user, 'post');
  if (state === undefined || refusal !== undefined) {
    connection.reply(errorFrame(refusal?.error ?? errorOf('not_found'), frame.ref));
    return;
  }
  if (frame.forward === undefined) return sendTo(node, speaker, frame, state);
  const forwarded = await readForward(node, caller, frame.forward);
  if ('code' in forwarded) connection.reply(errorFrame(forwarded, frame.ref));
  else
    sendMessage(node, state, { caller, input: frame, forwarded }, (done) => reply(connection, frame, done));
}

function sendTo(node: Node, { caller, connection }: Speaker, frame: SendFrame, state: ChatState): void {
  sendMessage(node, state, { caller, input: frame }, (acceptance) => reply(connection, frame, acceptance));
}

function reply(connection: Connection, frame: SendFrame, acceptance: Acceptance): void {
  if (acceptance.kind === 'refused') {
    connection.reply(errorFrame(acceptance.error, frame.ref));
    return;
  }
  const entry = acceptance.kind === 'repeated' ? acceptance.entry : acceptance.entries[0];
  if (entry === undefined) return;
  const ref = JSON.stringify(frame.ref);
  connection.reply(
    `{"type":"ack","ref":${ref},"chat":${frame.chat},"number":${entry.number},"position":${entry.position}}`,
  );
}

function sync(node: Node, speaker: Speaker, frame: SyncFrame): void {
  const { connection } = speaker;
  if (frame.epoch !== undefined && frame.epoch !== node.log.epoch) {
    connection.reply(errorFrame(errorOf('stale_epoch')));
    return;
  }
  const held = new Map(Object.entries(frame.chats).map(([chat, position]) => [Number(chat), position]));
  node.catchUp.sync(connection, held).catch((error: unknown) => fail(node, speaker, error));
}

function pong(node: Node, speaker: Speaker): void {
  node.catchUp.heads(speaker.caller.user).then(
    (heads) => speaker.connection.push(encode({ type: 'pong', heads: heads as never })),
    (error: unknown) => fail(node, speaker, error),
  );
}

function tellTyping(node: Node, { caller }: Speaker, state: ChatState): void {
  if (state.members.size > node.config.largeChat || state.blocked) return;
  node.fanOut.event(
    state,
    { type: 'typing', chat: state.number as never, username: caller.username },
    caller.user,
  );
}

/** Runs an action on a chat the caller is a member of; to others the chat does not exist. */
function withChat(node: Node, speaker: Speaker, chat: number, action: (state: ChatState) => void): void {
  const { caller, connection } = speaker;
  const run = (state: ChatState | undefined) => {
    const refusal = refusalFor(state, caller.user, 'read');
    if (state === undefined || refusal instanceof Refusal) {
      connection.reply(errorFrame(refusal?.error ?? errorOf('not_found')));
    } else action(state);
  };
  const known = node.chats.known(chatLog(caller.app, chat));
  if (known !== undefined) return run(known);
  node.chats.find(caller.app, chat).then(run, (error: unknown) => fail(node, speaker, error));
}

function fail(node: Node, { connection }: Speaker, error: unknown, ref?: string): void {
  node.logger.error('a frame failed', { error });
  connection.reply(errorFrame(errorOf('internal'), ref));
}

function encode(frame: DownFrame): string {
  return JSON.stringify(frame);
}
