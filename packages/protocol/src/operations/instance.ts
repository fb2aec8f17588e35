import { instance } from '../instance.ts';
import { operations } from '../operation.ts';
import { setup, signedIn } from '../user.ts';

/** What anyone may know of a server before signing in. */
export const instanceOperations = operations({
  getInstance: {
    tag: 'Instance',
    credential: 'none',
    method: 'GET',
    path: '/instance',
    summary: 'This server and its limits',
    status: 200,
    answer: instance,
    errors: [],
  },
  setUp: {
    tag: 'Instance',
    credential: 'none',
    method: 'POST',
    path: '/setup',
    summary: 'Make the account of the owner of a new server, name the server, and sign in',
    body: setup,
    status: 201,
    answer: signedIn,
    errors: ['wrong_setup_code', 'setup_done', 'username_taken', 'email_taken'],
  },
});
