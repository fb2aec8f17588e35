import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { openDialog } from '../shell/dialogs.ts';
import { chooseSingleKeys, singleKeys } from '../shortcuts/single-keys.ts';
import { SettingsCard } from './settings-card.tsx';

/** Shortcuts of this device: which there are, and whether a single character is one (WCAG 2.1.4). */
export function KeyboardSection() {
  const { t } = useTranslation();
  const on = useStore(singleKeys);
  return (
    <SettingsCard title={t('settings.keyboard')}>
      <Choice
        label={t('settings.singleKeys')}
        value={on ? 'on' : 'off'}
        options={[
          { value: 'on', label: t('settings.on') },
          { value: 'off', label: t('settings.off') },
        ]}
        onChange={(chosen) => chooseSingleKeys(chosen === 'on')}
      />
      <Button compact className="justify-self-start" onClick={() => openDialog('shortcuts')}>
        {t('shortcuts.title')}
      </Button>
    </SettingsCard>
  );
}
