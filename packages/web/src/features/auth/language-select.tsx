import { Languages } from 'lucide-react';
import { changeLanguage } from '../../i18n/language.ts';
import { isLanguage, languages } from '../../i18n/languages.ts';
import { useTranslation } from '../../i18n/use-translation.ts';

/** Another language, for whoever cannot read this page; each by its own name. */
export function LanguageSelect() {
  const { t, language } = useTranslation();
  return (
    <label className="mt-5 flex w-fit items-center gap-2 text-sm text-ink-soft">
      <Languages aria-hidden size={16} />
      <span className="sr-only">{t('settings.language')}</span>
      <select
        value={language}
        onChange={(event) => {
          if (isLanguage(event.target.value)) void changeLanguage(event.target.value);
        }}
        className="min-h-8 rounded-sm bg-transparent pe-1 [&>option]:bg-raised [&>option]:text-ink"
      >
        {Object.entries(languages).map(([tag, { name }]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
