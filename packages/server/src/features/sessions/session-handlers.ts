import type { PeopleNode } from '../accounts/people-node.ts';
import type { Handlers } from '../handler.ts';
import { endSession } from './end-session.ts';
import { listSessions } from './list-sessions.ts';
import { signIn } from './sign-in.ts';

export function sessionHandlers(node: PeopleNode): Handlers<'signIn' | 'listSessions' | 'endSession'> {
  return { signIn: signIn(node), listSessions: listSessions(node), endSession: endSession(node) };
}
