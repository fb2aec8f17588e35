import type { Relation, User } from '@parley/protocol/user.ts';
import { Ban, IdCard, UserRoundMinus, UserRoundPlus } from 'lucide-react';
import { Suspense, useState } from 'react';
import { lazyPart } from '../../app/lazy-part.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { MenuAction } from '../../ui/action-menu.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import type { Question } from '../confirm/confirm-dialog.tsx';
import { openDialog } from '../shell/dialogs.ts';
import { usePersonQuestions } from './use-person-actions.ts';

const ConfirmDialog = lazyPart(() => import('../confirm/confirm-dialog.tsx'));
const InviteToGroup = lazyPart(() => import('./invite-to-group.tsx'));

interface PersonMenuProps {
  readonly person: User;
  readonly relation: Relation;
}

type Asked = Question | 'invite' | null;

function useMenuActions({ person, relation }: PersonMenuProps, ask: (asked: Asked) => void): MenuAction[] {
  const { t } = useTranslation();
  const { end, block } = usePersonQuestions(person);
  const actions: MenuAction[] = [
    {
      ...{ id: 'profile', label: t('people.profile'), icon: IdCard },
      run: () => openDialog({ person: person.username }),
    },
  ];
  if (relation === 'friend') {
    actions.push(
      { id: 'invite', label: t('people.inviteToGroup'), icon: UserRoundPlus, run: () => ask('invite') },
      { id: 'end', label: end.action, icon: UserRoundMinus, run: () => ask(end) },
    );
  }
  if (relation !== 'blocked' && relation !== 'self') {
    actions.push({ id: 'block', label: block.action, icon: Ban, danger: true, run: () => ask(block) });
  }
  return actions;
}

/** What one seldom does with somebody: looks at their profile, invites them, ends a friendship, blocks them. */
export function PersonMenu(props: PersonMenuProps) {
  const { t } = useTranslation();
  const { person } = props;
  const [asked, ask] = useState<Asked>(null);
  const actions = useMenuActions(props, ask);
  const close = () => ask(null);
  return (
    <>
      <MenuButton label={t('people.actionsFor', { name: person.name })} actions={actions} />
      <Suspense>
        {asked === 'invite' && <InviteToGroup person={person} onClose={close} />}
        {asked !== null && asked !== 'invite' && <ConfirmDialog {...asked} onClose={close} />}
      </Suspense>
    </>
  );
}
