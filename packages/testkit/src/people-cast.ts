import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ErrorCode } from '@parley/protocol/errors.ts';
import type { DownFrame } from '@parley/protocol/frames.ts';
import { downFrame } from '@parley/protocol/frames.ts';
import type { AnswerOf } from '@parley/protocol/operation.ts';
import { type OperationTable, operationOf } from '@parley/protocol/operation-table.ts';
import { Connection } from '@parley/server/delivery/connection.ts';
import {
  type AccountOperations,
  accountHandlers,
} from '@parley/server/features/accounts/account-handlers.ts';
import type { LeaveAllChats } from '@parley/server/features/accounts/remove-account.ts';
import { type FriendOperations, friendHandlers } from '@parley/server/features/friends/friend-handlers.ts';
import type { Caller, Success } from '@parley/server/features/handler.ts';
import { passwordResetHandlers } from '@parley/server/features/password-resets/password-reset-handlers.ts';
import { Refusal } from '@parley/server/features/refusal.ts';
import { sessionHandlers } from '@parley/server/features/sessions/session-handlers.ts';
import type { PeopleTestNode } from './people-node.ts';

type PeopleOperation =
  | AccountOperations
  | FriendOperations
  | 'signIn'
  | 'listSessions'
  | 'endSession'
  | 'requestPasswordReset'
  | 'resetPassword';

type Answer<Id extends PeopleOperation> = AnswerOf<OperationTable[Id]>;

/** A call as it comes over the wire, before validation. */
export interface Asking {
  readonly as?: Caller;
  readonly params?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** One connected client: what it was told, and how it was cut off. */
export interface Device {
  readonly frames: DownFrame[];
  /** Frames of a type, after what is under way has arrived. */
  told<Type extends DownFrame['type']>(type: Type): Promise<Extract<DownFrame, { type: Type }>[]>;
  closedWith: number | undefined;
  readonly connection: Connection;
}

/** People who call a node's handlers as the transport would: requests and answers are checked by the contract. */
export class PeopleCast {
  readonly node: PeopleTestNode;
  /** Who was taken out of all chats, and what became of their messages. */
  readonly left: [number, 'keep' | 'delete'][] = [];
  readonly #handlers: Readonly<Record<PeopleOperation, unknown>>;

  constructor(node: PeopleTestNode, leaveAllChats?: LeaveAllChats) {
    this.node = node;
    const note: LeaveAllChats = async (user, messages) => void this.left.push([user, messages]);
    this.#handlers = {
      ...accountHandlers(node, leaveAllChats ?? note),
      ...friendHandlers(node),
      ...sessionHandlers(node),
      ...passwordResetHandlers(node),
    };
  }

  async ask<Id extends PeopleOperation>(id: Id, asking: Asking = {}): Promise<Success<Answer<Id>> | Refusal> {
    const { params, query, body, answer } = operationOf(id);
    const request = {
      params: params?.parse(asking.params ?? {}),
      query: query?.parse(asking.query ?? {}),
      body: typeof body === 'object' ? body.parse(asking.body) : asking.body,
      device: 'Test/1.0',
      mediaType: 'application/json',
      caller: asking.as,
    };
    const handle = this.#handlers[id] as (request: unknown) => Promise<Success<Answer<Id>> | Refusal>;
    const result = await handle(request);
    if (!(result instanceof Refusal) && typeof answer === 'object') answer.parse(result.answer);
    return result;
  }

  /** The answer of a call that succeeds. */
  async answered<Id extends PeopleOperation>(id: Id, asking: Asking = {}): Promise<Answer<Id>> {
    const result = await this.ask(id, asking);
    assert.ok(!(result instanceof Refusal), `${id}: ${result instanceof Refusal && result.error.message}`);
    return result.answer;
  }

  /** The code of a call that is refused. */
  async refused(id: PeopleOperation, asking: Asking = {}): Promise<ErrorCode> {
    const result = await this.ask(id, asking);
    assert.ok(result instanceof Refusal, `${id} succeeded`);
    return result.error.code;
  }

  /** Somebody who may call, made without the cost of a password. */
  async join(username: string, app: number = this.node.ownApp): Promise<Caller> {
    const { accounts } = this.node.store;
    const now = this.node.clock.now();
    const made = { app, username, name: username, email: null, passwordHash: null, createdAt: now };
    const account = await accounts.create(made);
    assert.ok(typeof account === 'object');
    return { user: account.key, app, username, sessionHandle: `session-of-${username}` };
  }

  async befriend(one: Caller, other: Caller): Promise<void> {
    await this.answered('sendFriendRequest', { as: one, body: { to: other.username } });
    await this.answered('sendFriendRequest', { as: other, body: { to: one.username } });
  }

  /** A client of somebody on this node; what it is told is checked by the contract. */
  connect(caller: Caller): Device {
    const device: Device = {
      frames: [],
      told: async (type) => {
        await nextTurn();
        await nextTurn();
        return device.frames.filter((frame) => frame.type === type) as never;
      },
      closedWith: undefined,
      connection: new Connection({
        ...caller,
        bufferBytes: 1_000_000,
        onResync: () => {},
        outlet: {
          send: (text) =>
            device.frames.push(...[JSON.parse(text)].flat().map((each) => downFrame.parse(each))),
          buffered: () => 0,
          close: (code) => {
            device.closedWith = code;
          },
        },
      }),
    };
    this.node.people.add(device.connection);
    return device;
  }

  /** Cuts a client off, as a lost network does. */
  disconnect(device: Device): void {
    device.connection.closed();
    this.node.people.remove(device.connection);
  }
}
