import type { PeopleNode } from '../accounts/people-node.ts';
import type { Handlers } from '../handler.ts';
import { requestPasswordReset } from './request-password-reset.ts';
import { resetPassword } from './reset-password.ts';

export function passwordResetHandlers(node: PeopleNode): Handlers<'requestPasswordReset' | 'resetPassword'> {
  return { requestPasswordReset: requestPasswordReset(node), resetPassword: resetPassword(node) };
}
