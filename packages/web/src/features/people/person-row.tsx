import type { PresenceState, User } from '@parley/protocol/user.ts';
import type { ReactNode } from 'react';
import { Avatar } from '../../ui/avatar.tsx';
import { openDialog } from '../shell/dialogs.ts';

interface PersonRowProps {
  readonly person: User;
  readonly presence?: PresenceState | undefined;
  /** In the place of the status text. */
  readonly note?: string | undefined;
  readonly children?: ReactNode;
}

/** One person: picture, name, username, a line about them, which lead to their profile, and what one can do. */
export function PersonRow({ person, presence, note, children }: PersonRowProps) {
  const line = note ?? person.status_text;
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-md px-3 py-1.5 hover:bg-hover">
      <button
        type="button"
        onClick={() => openDialog({ person: person.username })}
        className="flex min-w-0 grow basis-44 items-center gap-3 rounded-md py-1 text-start"
      >
        <Avatar
          name={person.name}
          seed={person.username}
          picture={person.avatar}
          size="large"
          presence={presence}
        />
        <span className="min-w-0 grow">
          <span className="block truncate font-medium">
            <bdi>{person.name}</bdi>
          </span>
          <span className="block truncate text-sm text-ink-faint">
            <bdi>@{person.username}</bdi>
            {line !== '' && (
              <span className="text-ink-soft">
                {' · '}
                <bdi>{line}</bdi>
              </span>
            )}
          </span>
        </span>
      </button>
      <div className="ms-auto flex items-center gap-2">{children}</div>
    </li>
  );
}
