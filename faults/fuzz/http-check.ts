import assert from 'node:assert/strict';
import { errorBody, errorTable } from '@parley/protocol/errors.ts';
import { checkedAnswer } from '@parley/testkit/contract-client.ts';
import type { HttpInput } from './http-input.ts';
import type { RawAnswer } from './http-lane.ts';

const bodiless = new Set([204, 304]);

/** Holds an answer against the contract (FUZZ1); throws what is wrong with it. */
export async function checkHttp(input: HttpInput, answer: RawAnswer): Promise<void> {
  const { status, body } = answer;
  assert.ok(status < 500, `a failure: ${status} ${String(body)}`);
  const headers = new Headers(answer.headers.map(([name, value]) => [name, value]));
  assert.equal(headers.get('x-content-type-options'), 'nosniff', 'the headers of every answer');
  if (input.certain === 'refused')
    assert.ok(status >= 400, `the contract refuses this, the server took it: ${status}`);
  const response = new Response(bodiless.has(status) ? null : new Uint8Array(body), { status, headers });
  // What is wrong with the head is found before anything of an operation is; it ends the connection.
  const isEarly = headers.get('connection') === 'close' || input.method === 'HEAD' || bodiless.has(status);
  if (input.operation !== undefined && !isEarly) await checkedAnswer(input.operation, response);
  else if (status >= 400 && input.method !== 'HEAD') await checkRefusal(response);
}

async function checkRefusal(response: Response): Promise<void> {
  const { error } = errorBody.parse(await response.json());
  assert.equal(response.status, errorTable[error.code].status, error.code);
}
