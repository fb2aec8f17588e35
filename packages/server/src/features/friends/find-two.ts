import type { PersonRecord } from '../../store/account-record.ts';
import type { PeopleNode } from '../accounts/people-node.ts';
import type { Caller } from '../handler.ts';

/** The caller, and the person they name. */
export interface Two {
  readonly me: PersonRecord;
  readonly other: PersonRecord;
}

/** Undefined: nobody in the caller's app has this username. */
export async function findTwo(node: PeopleNode, caller: Caller, username: string): Promise<Two | undefined> {
  const { accounts } = node.store;
  const [me, other] = await Promise.all([
    accounts.byKey(caller.user),
    accounts.byUsername(caller.app, username),
  ]);
  return me === undefined || other === undefined ? undefined : { me, other };
}
