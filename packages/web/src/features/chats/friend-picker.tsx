import type { Friend } from '@parley/protocol/friend.ts';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { client } from '../../data/client.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { SearchField } from '../../ui/search-field.tsx';

interface FriendPickerProps {
  /** Usernames that are not offered. */
  readonly without?: readonly string[];
  readonly emptyWords: string;
  readonly children: (friend: Friend) => ReactNode;
}

function useFriends(filter: string, without: readonly string[]): readonly Friend[] {
  const { friends } = useStore(client.friends.state);
  const wanted = filter.trim().toLocaleLowerCase();
  return friends.filter(
    ({ name, username }) =>
      !without.includes(username) && (name.toLocaleLowerCase().includes(wanted) || username.includes(wanted)),
  );
}

/** Friends, narrowed by a filter; what one row is, is the caller's. */
export function FriendPicker({ without = [], emptyWords, children }: FriendPickerProps) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState('');
  const friends = useFriends(filter, without);
  return (
    <div className="flex min-h-0 flex-col gap-3">
      <SearchField label={t('chats.filterFriends')} value={filter} onChange={setFilter} />
      {friends.length === 0 && <p className="px-2 py-6 text-center text-ink-soft">{emptyWords}</p>}
      <ul className="-mx-2 flex max-h-80 flex-col gap-0.5 overflow-y-auto">
        {friends.map((friend) => (
          <li key={friend.username}>{children(friend)}</li>
        ))}
      </ul>
    </div>
  );
}
