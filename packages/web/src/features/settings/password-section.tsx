import type { Account } from '@parley/protocol/user.ts';
import { useState } from 'react';
import { entered, useSubmission } from '../../data/use-submission.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { PasswordField } from '../auth/password-field.tsx';
import { saveAccount } from './save-account.ts';
import { SettingsCard } from './settings-card.tsx';

/** A new password, by the old one. */
export function PasswordSection({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const [changes, setChanges] = useState(0);
  const submission = useSubmission(async (values) => {
    await saveAccount({
      password: entered(values, 'password'),
      current_password: entered(values, 'current_password'),
    });
    setChanges(changes + 1);
    showToast(t('settings.passwordChanged'));
  });
  return (
    <SettingsCard title={t('settings.changePassword')}>
      <form key={changes} onSubmit={submission.submit} className="grid gap-4">
        {submission.failure !== null && <Notice kind="error">{submission.failure.message}</Notice>}
        <input type="text" name="username" autoComplete="username" value={account.username} readOnly hidden />
        <PasswordField
          label={t('settings.currentPassword')}
          name="current_password"
          autoComplete="current-password"
          error={submission.problem('current_password')}
        />
        <PasswordField
          label={t('settings.newPassword')}
          name="password"
          autoComplete="new-password"
          hint={t('auth.passwordHint')}
          error={submission.problem('password')}
        />
        <Button type="submit" look="primary" busy={submission.busy} className="justify-self-start">
          {t('settings.savePassword')}
        </Button>
      </form>
    </SettingsCard>
  );
}
