import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Cast, castPassword } from '@parley/testkit/cast.ts';

let cast: Cast;

before(async () => {
  cast = await Cast.start();
});
after(() => cast[Symbol.asyncDispose]());

/** All of an answer but its time. */
async function shown(call: ReturnType<Cast['call']>): Promise<unknown> {
  const { status, text, headers } = await call;
  return { status, text, headers: [...headers].filter(([name]) => name !== 'date') };
}

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const median = (times: readonly number[]) =>
  times.toSorted((one, other) => one - other)[times.length >> 1] ?? 0;

describe('SEC9 nobody is told whether an account is there', () => {
  const signIn = (username: string, password = 'a wrong password') =>
    cast.call('signIn', { body: { username, password, app: cast.app.token } }, 'anonymous');
  const reset = (email: string) =>
    cast.call('requestPasswordReset', { body: { email, app: cast.app.token } }, 'anonymous');

  test('SEC9 signing in is answered alike, and takes as long', async () => {
    assert.deepEqual(await shown(signIn('owner')), await shown(signIn('nobody')));
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < 9; turn += 1) {
      known.push(await msOf(() => signIn('owner')));
      unknown.push(await msOf(() => signIn('nobody')));
    }
    const ratio = median(unknown) / median(known);
    assert.ok(ratio > 0.4 && ratio < 2.5, `an unknown name takes ${ratio} times as long`);
  });

  test('SEC9 asking for a reset is answered alike, and waits for nothing', async () => {
    assert.deepEqual(await shown(reset('owner@example.org')), await shown(reset('nobody@example.org')));
  });

  test('SEC9 codes that never were and codes that are spent are answered alike', async () => {
    const use = (code: string) =>
      cast.call('resetPassword', { params: { code }, body: { password: castPassword } }, 'anonymous');
    assert.deepEqual(await shown(use('A'.repeat(32))), await shown(use('B'.repeat(24))));
  });

  test('SEC9 an account that is removed is answered like one that never was', async () => {
    const body = { current_password: castPassword, messages: 'keep' };
    await cast.ok('removeAccount', { body }, 'stranger');
    assert.deepEqual(await shown(signIn('stranger', castPassword)), await shown(signIn('nobody')));
  });

  test('SEC9 registering tells what is taken, and nothing else of it', async () => {
    const body = { username: 'owner', password: castPassword, app: cast.app.token };
    const { error } = await cast.call('register', { body }, 'anonymous');
    assert.deepEqual([error?.code, error?.details], ['username_taken', undefined]);
  });
});
