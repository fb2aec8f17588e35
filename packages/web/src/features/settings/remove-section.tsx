import { useState } from 'react';
import { client } from '../../data/client.ts';
import { forgetDrafts } from '../../data/drafts.ts';
import { entered, useSubmission } from '../../data/use-submission.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../auth/password-field.tsx';
import { SettingsCard } from './settings-card.tsx';

type MessagesFate = 'keep' | 'delete';

function RemoveDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [messages, setMessages] = useState<MessagesFate>('keep');
  const submission = useSubmission(async (values) => {
    const body = { current_password: entered(values, 'current_password'), messages };
    await client.api.call('removeAccount', { body });
    forgetDrafts();
    await client.session.signOut();
  });
  return (
    <Dialog title={t('settings.removeTitle')} onClose={onClose}>
      <p className="text-ink-soft">{t('settings.removeLead')}</p>
      <form onSubmit={submission.submit} className="grid gap-4">
        {submission.failure !== null && <Notice kind="error">{submission.failure.message}</Notice>}
        <Choice
          label={t('settings.removeMessages')}
          value={messages}
          options={[
            { value: 'keep', label: t('settings.keepMessages') },
            { value: 'delete', label: t('settings.deleteMessages') },
          ]}
          onChange={setMessages}
        />
        <PasswordField
          label={t('settings.currentPassword')}
          name="current_password"
          autoComplete="current-password"
          error={submission.problem('current_password')}
        />
        <Button type="submit" look="danger" busy={submission.busy}>
          {t('settings.removeConfirm')}
        </Button>
      </form>
    </Dialog>
  );
}

/** The way out for good. */
export function RemoveSection() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <SettingsCard title={t('settings.remove')}>
      <p className="text-ink-soft">{t('settings.removeLead')}</p>
      <Button look="danger" className="justify-self-start" onClick={() => setAsking(true)}>
        {t('settings.remove')}
      </Button>
      {asking && <RemoveDialog onClose={() => setAsking(false)} />}
    </SettingsCard>
  );
}
