import { instance } from '../instance.ts';
import { operations } from '../operation.ts';

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
});
