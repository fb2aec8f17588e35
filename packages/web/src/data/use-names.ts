import type { MemberState } from '@parley/client/chat/chat-state.ts';
import type { Friend } from '@parley/protocol/friend.ts';
import { useMemo } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { client } from './client.ts';
import { useAccount } from './use-account.ts';
import { useStore } from './use-store.ts';

/** What to call somebody: a username's display name; null is a deleted user. */
export type NameOf = (username: string | null) => string;
/** The address of somebody's picture; null where none is known. */
export type PictureOf = (username: string | null) => string | null;

type FriendIndex = ReadonlyMap<string, Friend>;

const nobody: readonly MemberState[] = [];
const indexes = new WeakMap<readonly Friend[], FriendIndex>();

/** Friends by username: one index for all rows that ask, as long as the list is the same. */
function friendIndex(friends: readonly Friend[]): FriendIndex {
  const known = indexes.get(friends);
  if (known !== undefined) return known;
  const made: FriendIndex = new Map(friends.map((friend) => [friend.username, friend]));
  indexes.set(friends, made);
  return made;
}

/** Names from all that is known here: oneself, friends, the chat's members; else the username itself. */
export function useNames(members: readonly MemberState[] = nobody): NameOf {
  const { t } = useTranslation();
  const friends = friendIndex(useStore(client.friends.state).friends);
  const account = useAccount();
  const names = useMemo(() => new Map(members.map(({ username, name }) => [username, name])), [members]);
  return useMemo(() => {
    return (username) => {
      if (username === null) return t('chats.deletedUser');
      if (username === account?.username) return account.name;
      return friends.get(username)?.name ?? names.get(username) ?? username;
    };
  }, [names, friends, account, t]);
}

/** The pictures of friends and of oneself. */
export function usePictures(): PictureOf {
  const friends = friendIndex(useStore(client.friends.state).friends);
  const account = useAccount();
  return useMemo(() => {
    return (username) => {
      if (username === null) return null;
      return username === account?.username ? account.avatar : (friends.get(username)?.avatar ?? null);
    };
  }, [friends, account]);
}
