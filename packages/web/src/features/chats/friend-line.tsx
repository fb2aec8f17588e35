import type { Friend } from '@parley/protocol/friend.ts';
import { Avatar } from '../../ui/avatar.tsx';

/** A friend in a picker: picture, name, username. */
export function FriendLine({ friend }: { readonly friend: Friend }) {
  return (
    <>
      <Avatar name={friend.name} seed={friend.username} picture={friend.avatar} presence={friend.presence} />
      <span className="min-w-0 grow text-start">
        <span dir="auto" className="block truncate font-medium">
          {friend.name}
        </span>
        <span dir="auto" className="block truncate text-sm text-ink-faint">
          @{friend.username}
        </span>
      </span>
    </>
  );
}
