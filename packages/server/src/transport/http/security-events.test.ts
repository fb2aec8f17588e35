import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Cast, castPassword } from '@parley/testkit/cast.ts';
import type { LogFields, Logger } from '../../telemetry/logger.ts';

test('LOGS4 who gets in, who does not and who tries what is not theirs is logged, without what was typed', async () => {
  const lines: LogFields[] = [];
  const quiet = () => {};
  const info = (message: string, fields: LogFields = {}) => {
    if (message === 'Security event') lines.push(fields);
  };
  const logger: Logger = { debug: quiet, warn: quiet, error: quiet, info, child: () => logger };
  await using cast = await Cast.start({ logger });
  await cast.acquaint();
  const number = await cast.group();
  lines.length = 0;
  const app = cast.app.token;
  const signIn = (username: string, password: string) =>
    cast.call('signIn', { body: { username, password, app } }, 'anonymous');
  await signIn('owner', castPassword);
  await signIn('owner', 'typed by mistake');
  await signIn('my.password.as.name', castPassword);
  await cast.call('deleteChat', { params: { number } }, 'member');
  await cast.call('listChats', {}, 'member');
  await cast.call('endSession', { params: { handle: 'current' } }, 'stranger');
  await cast.call('requestPasswordReset', { body: { email: 'typed@example.org' } }, 'anonymous');
  const address = '127.0.0.1';
  assert.deepEqual(lines, [
    { operation: 'signIn', outcome: 'done', address, username: 'owner' },
    { operation: 'signIn', outcome: 'wrong_credentials', address },
    { operation: 'signIn', outcome: 'wrong_credentials', address },
    { operation: 'deleteChat', outcome: 'forbidden', address },
    { operation: 'endSession', outcome: 'done', address },
    { operation: 'requestPasswordReset', outcome: 'done', address },
  ]);
});
