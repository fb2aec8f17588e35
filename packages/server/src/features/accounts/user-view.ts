import type { Account, User } from '@parley/protocol/user.ts';
import type { AccountRecord, PersonRecord } from '../../store/account-record.ts';

/** What everybody in the app may see of a person. */
export function userView(person: PersonRecord): User {
  const { username, name, statusText, createdAt } = person;
  return {
    username: username as User['username'],
    name,
    status_text: statusText,
    avatar: avatarAddress(person),
    created_at: new Date(createdAt).toISOString(),
  };
}

/** What a person sees of their own account. */
export function accountView(account: AccountRecord): Account {
  const { email, presenceVisibility, isOwner } = account;
  return { ...userView(account), email, presence_visibility: presenceVisibility, owner: isOwner };
}

/** Changes with each picture, so that it can be cached for ever (USER10). */
function avatarAddress({ username, avatar }: PersonRecord): string | null {
  return avatar === null ? null : `/api/v1/users/${username}/avatar?v=${avatar}`;
}
