import { directionOf } from './direction.ts';
import type { Translation } from './translation.ts';
import { createTranslator, localeFor } from './translator.ts';
import { currentTranslator, setTranslator } from './use-translation.ts';

/** Languages by their own names; each dictionary is a chunk of its own, loaded when chosen. */
export const languages = {
  en: { name: 'English', load: async () => (await import('./en/en.ts')).en },
  de: { name: 'Deutsch', load: async () => (await import('./de/de.ts')).de },
  es: { name: 'Español', load: async () => (await import('./es/es.ts')).es },
  ar: { name: 'العربية', load: async () => (await import('./ar/ar.ts')).ar },
  ja: { name: '日本語', load: async () => (await import('./ja/ja.ts')).ja },
} as const satisfies Record<string, { name: string; load: () => Promise<Translation> }>;

export type Language = keyof typeof languages;

const storageKey = 'parley.language';

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(languages, tag);
}

/** The stored choice, else the first wish of the browser that we speak, else English. */
export function preferredLanguage(stored: string | null, wishes: readonly string[]): Language {
  const candidates = [stored ?? '', ...wishes.map((wish) => wish.split('-')[0] ?? '')];
  return candidates.find(isLanguage) ?? 'en';
}

async function speak(language: Language): Promise<void> {
  const words = await languages[language].load();
  setTranslator(createTranslator(language, words, localeFor(language, navigator.languages)));
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
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
