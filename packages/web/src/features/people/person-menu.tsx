import type { User } from '@parley/protocol/user.ts';
import { Ban, UserRoundMinus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { client } from '../../data/client.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { MenuAction } from '../../ui/action-menu.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import type { Question } from '../confirm/confirm-dialog.tsx';

const ConfirmDialog = lazy(() => import('../confirm/confirm-dialog.tsx'));

interface PersonMenuProps {
  readonly person: User;
  readonly isFriend?: boolean;
}

function useQuestions({ name, username }: User): { end: Question; block: Question } {
  const { t } = useTranslation();
  return {
    end: {
      title: t('people.removeFriendTitle', { name }),
      lead: t('people.removeFriendLead'),
      action: t('people.removeFriend'),
      onConfirm: () => client.friends.remove(username),
    },
    block: {
      title: t('people.blockTitle', { name }),
      lead: t('people.blockLead'),
      action: t('people.block'),
      onConfirm: () => client.friends.block(username),
    },
  };
}

/** What one seldom does with somebody: ends a friendship, or blocks them; each asked about first. */
export function PersonMenu({ person, isFriend = false }: PersonMenuProps) {
  const { t } = useTranslation();
  const [question, ask] = useState<Question | null>(null);
  const { end, block } = useQuestions(person);
  const ending: MenuAction = { id: 'end', label: end.action, icon: UserRoundMinus, run: () => ask(end) };
  const blocking: MenuAction = {
    ...{ id: 'block', label: block.action, icon: Ban, danger: true },
    run: () => ask(block),
  };
  return (
    <>
      <MenuButton
        label={t('people.actionsFor', { name: person.name })}
        actions={isFriend ? [ending, blocking] : [blocking]}
      />
      <Suspense>{question !== null && <ConfirmDialog {...question} onClose={() => ask(null)} />}</Suspense>
    </>
  );
}
