import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Translation } from './translation.ts';

/** Languages by their own names; each dictionary is a chunk of its own, loaded when chosen. */
export const languages = {
  en: { name: 'English', load: async () => (await import('./en/en.ts')).en },
  de: { name: 'Deutsch', load: async () => (await import('./de/de.ts')).de },
} as const satisfies Record<string, { name: string; load: () => Promise<Translation> }>;

export type Language = keyof typeof languages;

const storageKey = 'parley.language';
const rightToLeft = new Set(['ar', 'fa', 'he', 'ur']);

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(languages, tag);
}

/** The stored choice, else the first wish of the browser that we speak, else English. */
export function preferredLanguage(stored: string | null, wishes: readonly string[]): Language {
  const candidates = [stored ?? '', ...wishes.map((wish) => wish.split('-')[0] ?? '')];
  return candidates.find(isLanguage) ?? 'en';
}

function describeDocument(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = rightToLeft.has(language) ? 'rtl' : 'ltr';
}

/** Starts i18next with one dictionary; call once before the first render. */
export async function startLanguage(): Promise<void> {
  const language = preferredLanguage(localStorage.getItem(storageKey), navigator.languages);
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: await languages[language].load() } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  describeDocument(language);
}

/** Loads and switches to a language and remembers it on this device. */
export async function changeLanguage(language: Language): Promise<void> {
  i18next.addResourceBundle(language, 'translation', await languages[language].load());
  await i18next.changeLanguage(language);
  localStorage.setItem(storageKey, language);
  describeDocument(language);
}
