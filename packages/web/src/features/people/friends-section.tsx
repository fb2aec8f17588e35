import type { Friend } from '@parley/protocol/friend.ts';
import { Users } from 'lucide-react';
import { addresses } from '../../app/addresses.ts';
import { Link } from '../../app/routing/link.tsx';
import { client } from '../../data/client.ts';
import { usePrivateChat } from '../../data/use-private-chat.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { linkLook } from '../../ui/link-look.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { PersonMenu } from './person-menu.tsx';
import { PersonRow } from './person-row.tsx';
import { usePresenceWords } from './use-presence-words.ts';

function FriendRow({ friend }: { readonly friend: Friend }) {
  const { t } = useTranslation();
  const chat = usePrivateChat();
  const { state, words } = usePresenceWords(friend);
  return (
    <PersonRow person={friend} presence={state} note={friend.status_text || words}>
      <Button look="plain" compact busy={chat.busy} onClick={() => chat.open(friend.username)}>
        {t('people.message')}
      </Button>
      <PersonMenu person={friend} relation="friend" />
    </PersonRow>
  );
}

function NoFriends() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={Users}
      title={t('people.noFriendsTitle')}
      action={
        <Link to={addresses.peopleSection('directory')} className={linkLook}>
          {t('people.toDirectory')}
        </Link>
      }
    >
      {t('people.noFriends')}
    </EmptyState>
  );
}

export function FriendsSection() {
  const { t } = useTranslation();
  const { loaded, friends } = useStore(client.friends.state);
  if (!loaded && friends.length === 0) return <SkeletonRows rows={5} label={t('shell.loading')} />;
  if (friends.length === 0) return <NoFriends />;
  return (
    <ul aria-label={t('people.friends')}>
      {friends.map((friend) => (
        <FriendRow key={friend.username} friend={friend} />
      ))}
    </ul>
  );
}
