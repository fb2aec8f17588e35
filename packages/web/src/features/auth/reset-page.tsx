import { addresses } from '../../app/addresses.ts';
import { Link } from '../../app/routing/link.tsx';
import { navigate } from '../../app/routing/router.ts';
import { useParam } from '../../app/routing/use-shown.ts';
import { client } from '../../data/client.ts';
import { entered, useSubmission } from '../../data/use-submission.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { AuthForm, authLink } from './auth-form.tsx';
import { PasswordField } from './password-field.tsx';

export function ResetPage() {
  const { t } = useTranslation();
  const code = useParam('code') ?? '';
  const submission = useSubmission(async (values) => {
    await client.api.call('resetPassword', {
      params: { code },
      body: { password: entered(values, 'password') },
    });
    showToast(t('auth.resetDone'));
    await navigate(addresses.signIn(), { replace: true });
  });
  return (
    <AuthForm
      title={t('auth.resetTitle')}
      action={t('auth.resetSave')}
      submission={submission}
      footer={
        <Link to={addresses.forgot} className={authLink}>
          {t('auth.forgotLink')}
        </Link>
      }
    >
      {submission.failure?.code === 'not_found' && <Notice kind="info">{t('auth.resetInvalid')}</Notice>}
      <PasswordField
        label={t('auth.newPassword')}
        hint={t('auth.passwordHint')}
        name="password"
        autoComplete="new-password"
        error={submission.problem('password')}
      />
    </AuthForm>
  );
}
