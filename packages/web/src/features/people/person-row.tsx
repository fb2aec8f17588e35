import type { PresenceState, User } from '@parley/protocol/user.ts';
import type { ReactNode } from 'react';
import { Avatar } from '../../ui/avatar.tsx';

interface PersonRowProps {
  readonly person: User;
  readonly presence?: PresenceState | undefined;
  /** In the place of the status text. */
  readonly note?: ReactNode;
  readonly children?: ReactNode;
}

/** One person: picture, name, username, a line about them, and what one can do. */
export function PersonRow({ person, presence, note, children }: PersonRowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md px-3 py-2.5 hover:bg-hover">
      <Avatar
        name={person.name}
        seed={person.username}
        picture={person.avatar}
        size="large"
        presence={presence}
      />
      <div className="min-w-0 grow basis-40">
        <p className="truncate">
          <bdi className="font-medium">{person.name}</bdi>{' '}
          <bdi className="text-sm text-ink-faint">@{person.username}</bdi>
        </p>
        <p className="truncate text-sm text-ink-soft">{note ?? <bdi>{person.status_text}</bdi>}</p>
      </div>
      <div className="ms-auto flex items-center gap-2">{children}</div>
    </li>
  );
}
