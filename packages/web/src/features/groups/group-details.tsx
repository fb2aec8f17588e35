import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import { GroupEnd } from './group-end.tsx';
import { GroupFace } from './group-face.tsx';
import type { GroupProps } from './group-props.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { InvitedList } from './invited-list.tsx';
import { MemberList } from './member-list.tsx';
import { mayManage } from './permissions.ts';

/** A group: its name and picture, its members, and the ways out. */
export function GroupDetails(group: GroupProps) {
  const { t } = useTranslation();
  const { chat } = group;
  const [inviting, setInviting] = useState(false);
  return (
    <>
      <GroupFace {...group} />
      <div className="flex items-center gap-2 px-5 pt-4 pb-1">
        <h3 className="grow text-sm font-semibold text-ink-soft">
          {t('groups.members', { count: chat.membersCount })}
        </h3>
        {mayManage(chat.role) && (
          <Button look="quiet" compact onClick={() => setInviting(true)}>
            <UserRoundPlus aria-hidden size={17} />
            {t('groups.invite')}
          </Button>
        )}
      </div>
      <MemberList {...group} />
      <InvitedList {...group} />
      <GroupEnd {...group} />
      {inviting && <InviteDialog {...group} onClose={() => setInviting(false)} />}
    </>
  );
}
