import { addresses } from '../../app/addresses.ts';
import { Link } from '../../app/routing/link.tsx';
import { navigate } from '../../app/routing/router.ts';
import { useSearch } from '../../app/routing/use-shown.ts';
import { safeNext } from '../../app/safe-next.ts';
import { readNext } from '../../app/search-params.ts';
import { client } from '../../data/client.ts';
import { useStore } from '../../data/use-store.ts';
import { entered, useSubmission } from '../../data/use-submission.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Notice } from '../../ui/notice.tsx';
import { AuthForm, authLink } from './auth-form.tsx';
import { PasswordField } from './password-field.tsx';
import { UsernameField } from './username-field.tsx';

function OtherWays({ next }: { readonly next: string | undefined }) {
  const { t } = useTranslation();
  return (
    <>
      <Link to={addresses.register(next)} className={authLink}>
        {t('auth.toRegister')}
      </Link>
      <Link to={addresses.forgot} className={authLink}>
        {t('auth.forgotLink')}
      </Link>
    </>
  );
}

export function SignInPage() {
  const { t } = useTranslation();
  const { next } = useSearch(readNext);
  const session = useStore(client.session.state);
  const submission = useSubmission(async (values) => {
    await client.session.signIn({
      username: entered(values, 'username').trim(),
      password: entered(values, 'password'),
    });
    await navigate(safeNext(next), { replace: true });
  });
  const expired = session.status === 'signed_out' && session.reason === 'expired';
  return (
    <AuthForm
      title={t('auth.signInTitle')}
      action={t('auth.signIn')}
      submission={submission}
      footer={<OtherWays next={next} />}
    >
      {expired && submission.failure === null && <Notice kind="info">{t('auth.sessionEnded')}</Notice>}
      <UsernameField error={submission.problem('username')} />
      <PasswordField
        label={t('auth.password')}
        name="password"
        autoComplete="current-password"
        error={submission.problem('password')}
      />
    </AuthForm>
  );
}
