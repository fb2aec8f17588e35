import type { Friend } from '@parley/protocol/friend.ts';
import { Link } from '@tanstack/react-router';
import { Ban, UserRoundMinus, Users } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { client } from '../../data/client.ts';
import { usePrivateChat } from '../../data/use-private-chat.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import type { Question } from '../confirm/confirm-dialog.tsx';
import { PersonRow } from './person-row.tsx';
import { usePresenceWords } from './use-presence-words.ts';

const ConfirmDialog = lazy(() => import('../confirm/confirm-dialog.tsx'));

function useQuestions(friend: Friend) {
  const { t } = useTranslation();
  const { name, username } = friend;
  const end: Question = {
    title: t('people.removeFriendTitle', { name }),
    lead: t('people.removeFriendLead'),
    action: t('people.removeFriend'),
    onConfirm: () => client.friends.remove(username),
  };
  const block: Question = {
    title: t('people.blockTitle', { name }),
    lead: t('people.blockLead'),
    action: t('people.block'),
    onConfirm: () => client.friends.block(username),
  };
  return { end, block };
}

function FriendRow({ friend }: { readonly friend: Friend }) {
  const { t } = useTranslation();
  const chat = usePrivateChat();
  const [question, ask] = useState<Question | null>(null);
  const { end, block } = useQuestions(friend);
  const { state, words } = usePresenceWords(friend);
  return (
    <PersonRow person={friend} presence={state} note={friend.status_text || words}>
      <Button look="plain" compact busy={chat.busy} onClick={() => chat.open(friend.username)}>
        {t('people.message')}
      </Button>
      <MenuButton
        label={t('people.actionsFor', { name: friend.name })}
        actions={[
          { id: 'end', label: end.action, icon: UserRoundMinus, run: () => ask(end) },
          { id: 'block', label: block.action, icon: Ban, danger: true, run: () => ask(block) },
        ]}
      />
      <Suspense>{question !== null && <ConfirmDialog {...question} onClose={() => ask(null)} />}</Suspense>
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
        <Link
          to="/people"
          search={{ section: 'directory' }}
          className="inline-flex min-h-10 items-center rounded-md bg-accent px-4 font-medium text-on-accent hover:bg-accent-strong"
        >
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
