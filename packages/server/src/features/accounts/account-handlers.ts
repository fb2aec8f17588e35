import type { Handlers } from '../handler.ts';
import { changeAccount } from './change-account.ts';
import { getAccount } from './get-account.ts';
import { getAvatar } from './get-avatar.ts';
import { getUser } from './get-user.ts';
import { listUsers } from './list-users.ts';
import type { PeopleNode } from './people-node.ts';
import { register } from './register.ts';
import { type LeaveAllChats, removeAccount } from './remove-account.ts';
import { removeAvatar } from './remove-avatar.ts';
import { setAvatar } from './set-avatar.ts';

export type AccountOperations =
  | 'register'
  | 'listUsers'
  | 'getUser'
  | 'getAccount'
  | 'changeAccount'
  | 'removeAccount'
  | 'setAvatar'
  | 'removeAvatar'
  | 'getAvatar';

export function accountHandlers(node: PeopleNode, leaveAllChats: LeaveAllChats): Handlers<AccountOperations> {
  return {
    register: register(node),
    listUsers: listUsers(node),
    getUser: getUser(node),
    getAccount: getAccount(node),
    changeAccount: changeAccount(node),
    removeAccount: removeAccount(node, leaveAllChats),
    setAvatar: setAvatar(node),
    removeAvatar: removeAvatar(node),
    getAvatar: getAvatar(node),
  };
}
