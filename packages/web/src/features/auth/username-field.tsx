import { useTranslation } from '../../i18n/use-translation.ts';
import { Field } from '../../ui/field.tsx';

interface UsernameFieldProps {
  readonly hint?: string;
  readonly error: string | undefined;
  /** Takes the focus when it appears. */
  readonly first?: boolean;
}

/** The name one signs in with; mostly the first thing to fill in. */
export function UsernameField({ hint, error, first = true }: UsernameFieldProps) {
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
      first={first}
      minLength={2}
      maxLength={32}
      error={error}
    />
  );
}
