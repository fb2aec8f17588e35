import type { MemberState } from '@parley/client/chat/chat-state.ts';
import type { MemberRole } from '@parley/protocol/member.ts';
import { Crown, Shield, UserRound, UserRoundMinus } from 'lucide-react';
import { Suspense, useState } from 'react';
import { lazyPart } from '../../app/lazy-part.ts';
import { client } from '../../data/client.ts';
import { useMyUsername } from '../../data/use-account.ts';
import { useAction } from '../../data/use-action.ts';
import { usePictures } from '../../data/use-names.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { MenuAction } from '../../ui/action-menu.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import type { Question } from '../confirm/confirm-dialog.tsx';
import { openDialog } from '../shell/dialogs.ts';
import type { GroupProps } from './group-props.ts';
import { mayRemove, offeredRoles } from './permissions.ts';

const ConfirmDialog = lazyPart(() => import('../confirm/confirm-dialog.tsx'));

const roleIcons = { owner: Crown, admin: Shield, member: UserRound } as const;
const roleActions = {
  owner: 'groups.makeOwner',
  admin: 'groups.makeAdmin',
  member: 'groups.makeMember',
} as const satisfies Record<MemberRole, string>;

interface MemberProps extends GroupProps {
  readonly member: MemberState;
}

function useMemberActions({ handle, chat, member }: MemberProps, ask: (question: Question) => void) {
  const { t } = useTranslation();
  const me = useMyUsername();
  const { run } = useAction();
  const { username, name } = member;
  if (username === null) return [];
  const actions: MenuAction[] = offeredRoles(chat.role, member, me).map((role) => ({
    id: role,
    label: t(roleActions[role]),
    icon: roleIcons[role],
    run: () => void run(() => handle.changeRole(username, role)),
  }));
  if (mayRemove(chat.role, member, me)) {
    const label = t('groups.remove');
    const onConfirm = () => handle.removeMember(username);
    const question = {
      title: t('groups.removeTitle', { name }),
      lead: t('groups.removeLead'),
      action: label,
      onConfirm,
    };
    actions.push({ id: 'remove', label, icon: UserRoundMinus, danger: true, run: () => ask(question) });
  }
  return actions;
}

/** Picture, name and role of a member, which lead to their profile. */
function MemberFace({ member, shown }: { readonly member: MemberState; readonly shown: string }) {
  const { t } = useTranslation();
  const me = useMyUsername();
  const pictureOf = usePictures();
  const presence = useStore(client.presence.state);
  const { username, role } = member;
  return (
    <button
      type="button"
      disabled={username === null}
      onClick={() => username !== null && openDialog({ person: username })}
      className="flex min-w-0 grow items-center gap-3 rounded-md py-1 text-start"
    >
      <Avatar
        name={shown}
        seed={username ?? ''}
        picture={pictureOf(username)}
        presence={presence.get(username ?? '')?.state}
      />
      <span className="min-w-0 grow">
        <span className="block truncate font-medium">
          <bdi>{shown}</bdi>
          {username === me && <span className="font-normal text-ink-faint"> ({t('groups.you')})</span>}
        </span>
        <span className="block truncate text-sm text-ink-faint">
          {username !== null && <bdi>@{username}</bdi>}
          {role !== 'member' && ` · ${t(`groups.role.${role}`)}`}
        </span>
      </span>
    </button>
  );
}

function MemberRow(props: MemberProps) {
  const { t } = useTranslation();
  const [question, ask] = useState<Question | null>(null);
  const actions = useMemberActions(props, ask);
  const { username, name } = props.member;
  const shown = username === null ? t('chats.deletedUser') : name;
  return (
    <li className="flex min-h-14 items-center gap-3 rounded-md px-3 py-1 hover:bg-hover">
      <MemberFace member={props.member} shown={shown} />
      {actions.length > 0 && (
        <MenuButton label={t('groups.memberActions', { name: shown })} actions={actions} />
      )}
      <Suspense>{question !== null && <ConfirmDialog {...question} onClose={() => ask(null)} />}</Suspense>
    </li>
  );
}

/** Members with their roles, and what may be done with each. */
export function MemberList(group: GroupProps) {
  return (
    <ul className="px-2">
      {group.chat.members.map((member) => (
        <MemberRow key={member.username ?? member.joinedAt} {...group} member={member} />
      ))}
    </ul>
  );
}
