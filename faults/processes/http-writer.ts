import { setTimeout as pause } from 'node:timers/promises';
import { ApiCaller } from '@parley/testkit/api-caller.ts';
import type { Seeded } from '@parley/testkit/seeded.ts';
import type { Gate } from './gate.ts';
import type { Ledger, Said } from './ledger.ts';

export interface HttpWriting {
  readonly url: string;
  readonly writer: string;
  /** Path of an open chat, where `writer` is a device's name; or of one of the session's chats. */
  readonly chat: string;
  readonly session?: string;
  readonly ledger: Ledger;
  readonly gate: Gate;
  readonly chance: Seeded;
}

const restMs = 15;
const nobodyThere = 'no server';

/**
 * Posts one message after the other over kept connections, each again with its `client_id` until it is acknowledged;
 * now and then one that was acknowledged too, as a program does that has lost its notes.
 */
export async function writeOverHttp(writing: HttpWriting): Promise<void> {
  const { writer, chat, ledger, gate, chance } = writing;
  while (await gate.pass()) {
    const said = ledger.say(writer, chat);
    await deliver(writing, said);
    if (!chance.oneIn(20)) continue;
    ledger.repeated += 1;
    await deliver(writing, said);
  }
}

async function deliver(writing: HttpWriting, said: Said): Promise<void> {
  while (!writing.gate.isGivenUp) {
    const { number, met } = await post(writing, said);
    if (number !== undefined) return writing.ledger.acknowledge(said, number);
    if (met !== nobodyThere) writing.ledger.failed(said, met);
    await pause(restMs);
  }
}

/** Once: the number, or what came instead. Throws an answer that no retry would better. */
async function post({ url, session, writer }: HttpWriting, said: Said) {
  const { content, clientId: client_id } = said;
  const body = { content, client_id, ...(session === undefined && { sender: writer }) };
  const answer = await new ApiCaller(url, session)
    .ask('POST', `${said.chat}/messages`, body)
    .catch((error: unknown) =>
      isRefused(error) ? nobodyThere : 'HTTP: the connection ended without an answer',
    );
  if (typeof answer === 'string') return { met: answer };
  const { status } = answer;
  if (status >= 500) return { met: `HTTP: ${status} ${codeOf(answer.body)}` };
  if (status >= 300) throw new Error(`${said.clientId} was refused: ${JSON.stringify(answer.body)}`);
  return { number: (answer.body as { number: number }).number, met: 'acknowledged' };
}

/** Whether the connection was not even made: nothing was sent. */
function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}

function codeOf(body: unknown): string {
  return (body as { error: { code: string } }).error.code;
}
