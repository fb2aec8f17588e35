import type { Account } from '@parley/protocol/user.ts';
import { entered, useSubmission } from '../../data/use-submission.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { PasswordField } from '../auth/password-field.tsx';
import { saveAccount } from './save-account.ts';
import { SettingsCard } from './settings-card.tsx';

/** The address a forgotten password is helped through; empty takes it away. */
export function EmailSection({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const submission = useSubmission(async (values) => {
    const email = entered(values, 'email').trim();
    await saveAccount({
      email: email === '' ? null : email,
      current_password: entered(values, 'current_password'),
    });
    showToast(t('shell.saved'));
  });
  return (
    <SettingsCard title={t('settings.email')}>
      <form onSubmit={submission.submit} className="grid gap-4">
        {submission.failure !== null && <Notice kind="error">{submission.failure.message}</Notice>}
        <Field
          label={t('settings.email')}
          name="email"
          type="email"
          hint={t('auth.emailHint')}
          defaultValue={account.email ?? ''}
          autoComplete="email"
          error={submission.problem('email')}
        />
        <PasswordField
          label={t('settings.currentPassword')}
          name="current_password"
          autoComplete="current-password"
          error={submission.problem('current_password')}
        />
        <Button type="submit" look="primary" busy={submission.busy} className="justify-self-start">
          {t('shell.save')}
        </Button>
      </form>
    </SettingsCard>
  );
}
