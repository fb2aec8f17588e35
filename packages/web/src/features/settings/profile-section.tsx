import type { Account } from '@parley/protocol/user.ts';
import { client } from '../../data/client.ts';
import { useAction } from '../../data/use-action.ts';
import { entered, useSubmission } from '../../data/use-submission.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PictureChoice } from '../../ui/picture-choice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { saveAccount } from './save-account.ts';
import { SettingsCard } from './settings-card.tsx';

function OwnPicture({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const { run } = useAction();
  async function choose(file: File): Promise<void> {
    client.session.update(await client.api.call('setAvatar', { body: file }));
  }
  async function remove(): Promise<void> {
    await client.api.call('removeAvatar');
    client.session.update({ ...account, avatar: null });
  }
  return (
    <div className="flex items-center gap-4">
      <Avatar name={account.name} seed={account.username} picture={account.avatar} size="huge" />
      <div className="grid gap-2">
        <p>
          <span className="block text-lg font-semibold">
            <bdi>{account.name}</bdi>
          </span>
          <bdi className="text-ink-faint">@{account.username}</bdi>
        </p>
        <PictureChoice
          label={t('settings.changePicture')}
          removeLabel={t('settings.removePicture')}
          hasPicture={account.avatar !== null}
          onChoose={(file) => void run(() => choose(file))}
          onRemove={() => void run(remove)}
        />
      </div>
    </div>
  );
}

/** How others see this person. */
export function ProfileSection({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const submission = useSubmission(async (values) => {
    await saveAccount({
      name: entered(values, 'name').trim(),
      status_text: entered(values, 'status').trim(),
    });
    showToast(t('shell.saved'));
  });
  return (
    <SettingsCard title={t('settings.profile')}>
      <OwnPicture account={account} />
      <form onSubmit={submission.submit} className="grid gap-4">
        {submission.failure !== null && <Notice kind="error">{submission.failure.message}</Notice>}
        <Field
          label={t('settings.name')}
          name="name"
          defaultValue={account.name}
          required
          maxLength={200}
          autoComplete="name"
          error={submission.problem('name')}
        />
        <Field
          label={t('settings.statusText')}
          name="status"
          hint={t('settings.statusHint')}
          defaultValue={account.status_text}
          maxLength={200}
          autoComplete="off"
          error={submission.problem('status_text')}
        />
        <Button type="submit" look="primary" busy={submission.busy} className="justify-self-start">
          {t('shell.save')}
        </Button>
      </form>
    </SettingsCard>
  );
}
