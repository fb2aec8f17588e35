import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { safeNext } from '../../app/safe-next.ts';
import { client } from '../../data/client.ts';
import { useSubmission } from '../../data/use-submission.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { AccountFields, registrationOf } from './account-fields.tsx';
import { AuthForm, authLink } from './auth-form.tsx';

export function RegisterPage() {
  const { t } = useTranslation();
  const { next } = useSearch({ from: '/auth/register' });
  const navigate = useNavigate();
  const submission = useSubmission(async (values) => {
    await client.session.register(registrationOf(values));
    await navigate({ href: safeNext(next), replace: true });
  });
  return (
    <AuthForm
      title={t('auth.registerTitle')}
      action={t('auth.register')}
      submission={submission}
      footer={
        <Link to="/sign-in" search={next === undefined ? {} : { next }} className={authLink}>
          {t('auth.toSignIn')}
        </Link>
      }
    >
      <AccountFields submission={submission} />
    </AuthForm>
  );
}
