import type { Operation } from './operation.ts';
import { accountOperations } from './operations/accounts.ts';
import { appOperations } from './operations/apps.ts';
import { chatOperations } from './operations/chats.ts';
import { friendOperations } from './operations/friends.ts';
import { instanceOperations } from './operations/instance.ts';
import { messageOperations } from './operations/messages.ts';

/** Every call of the API by its name. */
export const operationTable = {
  ...instanceOperations,
  ...appOperations,
  ...accountOperations,
  ...friendOperations,
  ...chatOperations,
  ...messageOperations,
};

export type OperationTable = typeof operationTable;
export type OperationId = keyof OperationTable;

export const operationIds = Object.keys(operationTable) as OperationId[];

/** An operation as the plain shape they all share, for code that walks the table. */
export function operationOf(id: OperationId): Operation {
  return operationTable[id];
}
