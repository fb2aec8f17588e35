import { entered, type Submission } from '../../data/use-submission.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Field } from '../../ui/field.tsx';
import { PasswordField } from './password-field.tsx';
import { UsernameField } from './username-field.tsx';

/** What the fields of a new account hold; what was left empty is left out. */
export function registrationOf(values: FormData) {
  const name = entered(values, 'name').trim();
  const email = entered(values, 'email').trim();
  return {
    username: entered(values, 'username').trim(),
    password: entered(values, 'password'),
    ...(name === '' ? {} : { name }),
    ...(email === '' ? {} : { email }),
  };
}

interface AccountFieldsProps {
  readonly submission: Submission;
  /** Whether they are the first thing to fill in. */
  readonly first?: boolean;
}

/** What a new account is made of. */
export function AccountFields({ submission, first = true }: AccountFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <UsernameField first={first} hint={t('auth.usernameHint')} error={submission.problem('username')} />
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
