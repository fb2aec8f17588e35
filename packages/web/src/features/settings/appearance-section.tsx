import { useState } from 'react';
import { chooseTheme, storedTheme, type Theme } from '../../app/theme.ts';
import { changeLanguage, isLanguage, type Language, languages } from '../../i18n/language.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Choice } from '../../ui/choice.tsx';
import { SettingsCard } from './settings-card.tsx';

const languageOptions = Object.entries(languages).map(([tag, { name }]) => ({
  value: tag as Language,
  label: name,
}));

/** Colours and language of this device. */
export function AppearanceSection() {
  const { t, language } = useTranslation();
  const [theme, setTheme] = useState<Theme>(storedTheme);
  return (
    <SettingsCard title={t('settings.appearance')}>
      <Choice
        label={t('settings.theme')}
        value={theme}
        options={[
          { value: 'auto', label: t('settings.themeAuto') },
          { value: 'light', label: t('settings.themeLight') },
          { value: 'dark', label: t('settings.themeDark') },
        ]}
        onChange={(chosen) => {
          chooseTheme(chosen);
          setTheme(chosen);
        }}
      />
      <Choice
        label={t('settings.language')}
        value={isLanguage(language) ? language : 'en'}
        options={languageOptions}
        onChange={(chosen) => void changeLanguage(chosen)}
      />
    </SettingsCard>
  );
}
