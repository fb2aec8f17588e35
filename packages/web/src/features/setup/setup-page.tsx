import type { ReactNode } from 'react';
import { addresses } from '../../app/addresses.ts';
import { Link } from '../../app/routing/link.tsx';
import { navigate } from '../../app/routing/router.ts';
import { useShown } from '../../app/routing/use-shown.ts';
import { client } from '../../data/client.ts';
import { useInstance } from '../../data/instance.ts';
import { entered, type Submission, useSubmission } from '../../data/use-submission.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AccountFields, registrationOf } from '../auth/account-fields.tsx';
import { AuthForm, authLink } from '../auth/auth-form.tsx';
import { codeInFragment, isOwnMachine } from './setup-address.ts';

interface PartProps {
  readonly submission: Submission;
  /** Of the address; empty where it has to be typed. */
  readonly code: string;
}

/** The code of the address is not shown, unless it turns out to be wrong. */
function CodeField({ submission, code }: PartProps) {
  const { t } = useTranslation();
  if (code !== '' && submission.failure?.code !== 'wrong_setup_code') {
    return (
      <>
        <Notice kind="info">{t('setup.codeGiven')}</Notice>
        <input type="hidden" name="code" value={code} />
      </>
    );
  }
  return (
    <Field
      label={t('setup.code')}
      hint={t('setup.codeHint')}
      name="code"
      dir="ltr"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      required
      first
      maxLength={100}
      error={submission.problem('code')}
    />
  );
}

function InstanceNameField({ submission, code }: PartProps) {
  const { t } = useTranslation();
  const name = useInstance()?.name ?? '';
  return (
    <Field
      key={name}
      label={t('setup.instanceName')}
      hint={t('setup.instanceNameHint')}
      name="instance_name"
      defaultValue={name}
      autoComplete="organization"
      required
      first={code !== ''}
      maxLength={200}
      error={submission.problem('instance_name')}
    />
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="grid gap-4 border-t border-line pt-4">
      <legend className="float-start w-full font-semibold">{title}</legend>
      {children}
    </fieldset>
  );
}

/** On the machine itself one may also just look around; anywhere else a stranger would be asked first. */
function OtherWay({ failed }: { readonly failed: boolean }) {
  const { t } = useTranslation();
  if (failed) {
    return (
      <Link to={addresses.signIn()} className={authLink}>
        {t('auth.toSignIn')}
      </Link>
    );
  }
  if (!isOwnMachine(location.hostname)) return null;
  return (
    <Link to={addresses.register()} className={authLink}>
      {t('setup.skip')}
    </Link>
  );
}

/** The first page of a new server: makes the account of its owner and names it. */
export function SetupPage() {
  const { t } = useTranslation();
  const hash = useShown(({ place }) => place.hash);
  const code = codeInFragment(hash);
  const submission = useSubmission(async (values) => {
    await client.session.setUp({
      ...registrationOf(values),
      code: entered(values, 'code'),
      instance_name: entered(values, 'instance_name').trim(),
    });
    await navigate(addresses.chats, { replace: true });
  });
  return (
    <AuthForm
      title={t('setup.title')}
      lead={t('setup.lead')}
      action={t('setup.action')}
      submission={submission}
      footer={<OtherWay failed={submission.failure?.code === 'setup_done'} />}
    >
      <Part title={t('setup.server')}>
        <CodeField submission={submission} code={code} />
        <InstanceNameField submission={submission} code={code} />
      </Part>
      <Part title={t('setup.account')}>
        <AccountFields submission={submission} first={false} />
      </Part>
    </AuthForm>
  );
}
