import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { safeNext } from '../../app/session-guard.ts';
import { client } from '../../data/client.ts';
import { useStore } from '../../data/use-store.ts';
import { entered, useSubmission } from '../../data/use-submission.ts';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AuthForm, authLink } from './auth-form.tsx';
import { PasswordField } from './password-field.tsx';

export function SignInPage() {
  const { t } = useTranslation();
  const { next } = useSearch({ from: '/auth/sign-in' });
  const navigate = useNavigate();
  const session = useStore(client.session.state);
  const submission = useSubmission(async (values) => {
    await client.session.signIn({
      username: entered(values, 'username').trim(),
      password: entered(values, 'password'),
    });
    await navigate({ href: safeNext(next), replace: true });
  });
  const expired = session.status === 'signed_out' && session.reason === 'expired';
  return (
    <AuthForm
      title={t('auth.signInTitle')}
      action={t('auth.signIn')}
      submission={submission}
      footer={
        <>
          <Link to="/register" search={next === undefined ? {} : { next }} className={authLink}>
            {t('auth.toRegister')}
          </Link>
          <Link to="/forgot" className={authLink}>
            {t('auth.forgotLink')}
          </Link>
        </>
      }
    >
      {expired && submission.failure === null && <Notice kind="info">{t('auth.sessionEnded')}</Notice>}
      <Field
        label={t('auth.username')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        first
        error={submission.problem('username')}
      />
      <PasswordField
        label={t('auth.password')}
        name="password"
        autoComplete="current-password"
        error={submission.problem('password')}
      />
    </AuthForm>
  );
}
