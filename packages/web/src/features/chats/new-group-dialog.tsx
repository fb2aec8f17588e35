import { useState } from 'react';
import { addresses } from '../../app/addresses.ts';
import { navigate } from '../../app/routing/router.ts';
import { client } from '../../data/client.ts';
import { entered, useSubmission } from '../../data/use-submission.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { FriendChecklist } from './friend-checklist.tsx';

/** Creates a named group and invites the friends that are ticked. */
export default function NewGroupDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const submission = useSubmission(async (values) => {
    const name = entered(values, 'name').trim();
    const number = await client.chats.createGroup({ name, members: [...chosen] });
    onClose();
    await navigate(addresses.chat(number));
  });
  return (
    <Dialog title={t('chats.newGroup')} onClose={onClose}>
      <form onSubmit={submission.submit} className="grid gap-5">
        {submission.failure !== null && <Notice kind="error">{submission.failure.message}</Notice>}
        <Field
          label={t('chats.groupName')}
          name="name"
          required
          maxLength={200}
          first
          autoComplete="off"
          error={submission.problem('name')}
        />
        <fieldset className="grid gap-3">
          <legend className="mb-1.5 text-sm font-medium">{t('chats.groupMembers')}</legend>
          <p className="text-sm text-ink-faint">{t('chats.groupMembersHint')}</p>
          <FriendChecklist chosen={chosen} onChange={setChosen} emptyWords={t('chats.noFriends')} />
        </fieldset>
        <Button type="submit" look="primary" busy={submission.busy}>
          {t('chats.createGroup')}
        </Button>
      </form>
    </Dialog>
  );
}
