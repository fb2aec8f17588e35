import { useTranslation } from '../../i18n/use-translation.ts';
import { Field } from '../../ui/field.tsx';

interface UsernameFieldProps {
  readonly hint?: string;
  readonly error: string | undefined;
}

/** The name one signs in with; the first thing to fill in. */
export function UsernameField({ hint, error }: UsernameFieldProps) {
  const { t } = useTranslation();
  return (
    <Field
      label={t('auth.username')}
      hint={hint}
      name="username"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      required
      first
      minLength={2}
      maxLength={32}
      error={error}
    />
  );
}
