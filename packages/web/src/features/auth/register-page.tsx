import { addresses } from '../../app/addresses.ts';
import { Link } from '../../app/routing/link.tsx';
import { navigate } from '../../app/routing/router.ts';
import { useSearch } from '../../app/routing/use-shown.ts';
import { safeNext } from '../../app/safe-next.ts';
import { readNext } from '../../app/search-params.ts';
import { client } from '../../data/client.ts';
import { useSubmission } from '../../data/use-submission.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { AccountFields, registrationOf } from './account-fields.tsx';
import { AuthForm, authLink } from './auth-form.tsx';

export function RegisterPage() {
  const { t } = useTranslation();
  const { next } = useSearch(readNext);
  const submission = useSubmission(async (values) => {
    await client.session.register(registrationOf(values));
    await navigate(safeNext(next), { replace: true });
  });
  return (
    <AuthForm
      title={t('auth.registerTitle')}
      action={t('auth.register')}
      submission={submission}
      footer={
        <Link to={addresses.signIn(next)} className={authLink}>
          {t('auth.toSignIn')}
        </Link>
      }
    >
      <AccountFields submission={submission} />
    </AuthForm>
  );
}
