import { LogOut, Trash2 } from 'lucide-react';
import { Suspense, useState } from 'react';
import { addresses } from '../../app/addresses.ts';
import { lazyPart } from '../../app/lazy-part.ts';
import { navigate } from '../../app/routing/router.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import type { Question } from '../confirm/confirm-dialog.tsx';
import type { GroupProps } from './group-props.ts';

const ConfirmDialog = lazyPart(() => import('../confirm/confirm-dialog.tsx'));

function useEndings({ handle, chat }: GroupProps) {
  const { t } = useTranslation();
  const name = chat.name ?? '';
  async function leaveFor(action: Promise<void>): Promise<void> {
    await action;
    await navigate(addresses.chats);
  }
  const leave: Question = {
    title: t('groups.leaveTitle', { name }),
    lead: t('groups.leaveLead'),
    action: t('groups.leave'),
    onConfirm: () => leaveFor(handle.leave()),
  };
  const remove: Question = {
    title: t('groups.deleteTitle', { name }),
    lead: t('groups.deleteLead'),
    action: t('groups.deleteGroup'),
    onConfirm: () => leaveFor(handle.deleteChat()),
  };
  return { leave, remove };
}

/** The ways out of a group: leaving it, and for its owner deleting it. */
export function GroupEnd(group: GroupProps) {
  const [question, ask] = useState<Question | null>(null);
  const { leave, remove } = useEndings(group);
  return (
    <div className="mt-4 grid gap-2 border-t border-line p-5">
      <Button onClick={() => ask(leave)}>
        <LogOut aria-hidden size={17} className="rtl:-scale-x-100" />
        {leave.action}
      </Button>
      {group.chat.role === 'owner' && (
        <Button look="danger" onClick={() => ask(remove)}>
          <Trash2 aria-hidden size={17} />
          {remove.action}
        </Button>
      )}
      <Suspense>{question !== null && <ConfirmDialog {...question} onClose={() => ask(null)} />}</Suspense>
    </div>
  );
}
