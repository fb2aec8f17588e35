import type { Friend } from '@parley/protocol/friend.ts';
import { Avatar } from '../../ui/avatar.tsx';

/** A friend in a picker: picture, name, username. */
export function FriendLine({ friend }: { readonly friend: Friend }) {
  return (
    <>
      <Avatar name={friend.name} seed={friend.username} picture={friend.avatar} presence={friend.presence} />
      <span className="min-w-0 grow text-start">
        <span className="block truncate font-medium">
          <bdi>{friend.name}</bdi>
        </span>
        <span className="block truncate text-sm text-ink-faint">
          <bdi>@{friend.username}</bdi>
        </span>
      </span>
    </>
  );
}
