import { useState } from 'react';
import { addresses } from '../../app/addresses.ts';
import { Link } from '../../app/routing/link.tsx';
import { client } from '../../data/client.ts';
import { entered, useSubmission } from '../../data/use-submission.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Field } from '../../ui/field.tsx';
import { AuthForm, authLink } from './auth-form.tsx';

function SentNote() {
  const { t } = useTranslation();
  return (
    <div role="status" className="grid gap-4">
      <h1 className="text-xl font-semibold tracking-tight">{t('auth.forgotSentTitle')}</h1>
      <p className="text-ink-soft">{t('auth.forgotSent')}</p>
      <Link to={addresses.signIn()} className={authLink}>
        {t('auth.backToSignIn')}
      </Link>
    </div>
  );
}

export function ForgotPage() {
  const { t } = useTranslation();
  const [sent, setSent] = useState(false);
  const submission = useSubmission(async (values) => {
    await client.api.call('requestPasswordReset', { body: { email: entered(values, 'email').trim() } });
    setSent(true);
  });
  if (sent) return <SentNote />;
  return (
    <AuthForm
      title={t('auth.forgotTitle')}
      lead={t('auth.forgotLead')}
      action={t('auth.forgotSend')}
      submission={submission}
      footer={
        <Link to={addresses.signIn()} className={authLink}>
          {t('auth.backToSignIn')}
        </Link>
      }
    >
      <Field
        label={t('auth.email')}
        name="email"
        type="email"
        autoComplete="email"
        required
        first
        error={submission.problem('email')}
      />
    </AuthForm>
  );
}
