import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { safeNext } from '../../app/safe-next.ts';
import { client } from '../../data/client.ts';
import { entered, type Submission, useSubmission } from '../../data/use-submission.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Field } from '../../ui/field.tsx';
import { AuthForm, authLink } from './auth-form.tsx';
import { PasswordField } from './password-field.tsx';
import { UsernameField } from './username-field.tsx';

function registrationOf(values: FormData) {
  const name = entered(values, 'name').trim();
  const email = entered(values, 'email').trim();
  return {
    username: entered(values, 'username').trim(),
    password: entered(values, 'password'),
    ...(name === '' ? {} : { name }),
    ...(email === '' ? {} : { email }),
  };
}

function RegisterFields({ submission }: { readonly submission: Submission }) {
  const { t } = useTranslation();
  return (
    <>
      <UsernameField hint={t('auth.usernameHint')} error={submission.problem('username')} />
      <Field
        label={t('auth.name')}
        note={t('auth.optional')}
        hint={t('auth.nameHint')}
        name="name"
        autoComplete="name"
        maxLength={200}
        error={submission.problem('name')}
      />
      <Field
        label={t('auth.email')}
        note={t('auth.optional')}
        hint={t('auth.emailHint')}
        name="email"
        type="email"
        autoComplete="email"
        error={submission.problem('email')}
      />
      <PasswordField
        label={t('auth.password')}
        hint={t('auth.passwordHint')}
        name="password"
        autoComplete="new-password"
        error={submission.problem('password')}
      />
    </>
  );
}

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
      <RegisterFields submission={submission} />
    </AuthForm>
  );
}
