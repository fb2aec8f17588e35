import type { Translation } from './translation.ts';
import { createTranslator } from './translator.ts';
import { currentTranslator, setTranslator } from './use-translation.ts';

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

async function speak(language: Language): Promise<void> {
  setTranslator(createTranslator(language, await languages[language].load()));
  document.documentElement.lang = language;
  document.documentElement.dir = rightToLeft.has(language) ? 'rtl' : 'ltr';
}

/** Loads the preferred language; call once before the first render. */
export function startLanguage(): Promise<void> {
  return speak(preferredLanguage(localStorage.getItem(storageKey), navigator.languages));
}

/** Loads and switches to a language and remembers it on this device. */
export async function changeLanguage(language: Language): Promise<void> {
  if (language === currentTranslator().language) return;
  await speak(language);
  localStorage.setItem(storageKey, language);
}
