import { useState } from 'react';
import {
  chooseTextSize,
  chooseTheme,
  storedTextSize,
  storedTheme,
  type TextSize,
  type Theme,
  textSizes,
} from '../../app/theme.ts';
import { changeLanguage } from '../../i18n/language.ts';
import { isLanguage, type Language, languages } from '../../i18n/languages.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Choice } from '../../ui/choice.tsx';
import { SettingsCard } from './settings-card.tsx';

const languageOptions = Object.entries(languages).map(([tag, { name }]) => ({
  value: tag as Language,
  label: name,
}));

function ThemeChoice() {
  const { t } = useTranslation();
  const [theme, setTheme] = useState<Theme>(storedTheme);
  return (
    <Choice
      label={t('settings.theme')}
      value={theme}
      options={[
        { value: 'auto', label: t('settings.themeAuto') },
        { value: 'light', label: t('settings.themeLight') },
        { value: 'dark', label: t('settings.themeDark') },
        { value: 'contrast', label: t('settings.themeContrast') },
      ]}
      onChange={(chosen) => {
        chooseTheme(chosen);
        setTheme(chosen);
      }}
    />
  );
}

function TextSizeChoice() {
  const { t } = useTranslation();
  const [size, setSize] = useState<TextSize>(storedTextSize);
  return (
    <Choice
      label={t('settings.textSize')}
      value={size}
      options={textSizes.map((value) => ({ value, label: t(`settings.size.${value}`) }))}
      onChange={(chosen) => {
        chooseTextSize(chosen);
        setSize(chosen);
      }}
    />
  );
}

/** Colours, sizes and language of this device. */
export function AppearanceSection() {
  const { t, language } = useTranslation();
  return (
    <SettingsCard title={t('settings.appearance')}>
      <ThemeChoice />
      <TextSizeChoice />
      <Choice
        label={t('settings.language')}
        value={isLanguage(language) ? language : 'en'}
        options={languageOptions}
        onChange={(chosen) => void changeLanguage(chosen)}
      />
    </SettingsCard>
  );
}
