import { useState } from 'react';
import { useAction } from '../../data/use-action.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FriendChecklist } from '../chats/friend-checklist.tsx';
import type { GroupProps } from './group-props.ts';

/** Invites friends who are neither members nor invited. */
export function InviteDialog({ handle, chat, onClose }: GroupProps & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { busy, run } = useAction();
  const without = [...chat.invited, ...chat.members.flatMap(({ username }) => username ?? [])];
  async function invite(): Promise<void> {
    if (await run(() => handle.invite([...chosen]))) onClose();
  }
  return (
    <Dialog title={t('groups.invite')} onClose={onClose}>
      <FriendChecklist
        chosen={chosen}
        onChange={setChosen}
        without={without}
        emptyWords={t('groups.allInvited')}
      />
      <Button look="primary" busy={busy} disabled={chosen.length === 0} onClick={() => void invite()}>
        {t('groups.inviteSend', { count: chosen.length })}
      </Button>
    </Dialog>
  );
}
