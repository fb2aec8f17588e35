import type { Account } from '@parley/protocol/user.ts';
import { useAction } from '../../data/use-action.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Choice } from '../../ui/choice.tsx';
import { saveAccount } from './save-account.ts';
import { SettingsCard } from './settings-card.tsx';

/** Who sees whether this person is here. */
export function PrivacySection({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const { run } = useAction();
  return (
    <SettingsCard title={t('settings.privacy')}>
      <Choice
        label={t('settings.presence')}
        value={account.presence_visibility}
        options={[
          { value: 'friends', label: t('settings.presenceFriends') },
          { value: 'nobody', label: t('settings.presenceNobody') },
        ]}
        onChange={(presence_visibility) => void run(() => saveAccount({ presence_visibility }))}
      />
    </SettingsCard>
  );
}
