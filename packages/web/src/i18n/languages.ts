import type { FirstTexts, LaterTexts } from './translation.ts';

/** A language by its own name; its texts are two chunks, loaded when needed. */
function spoken<Texts extends FirstTexts, Others extends LaterTexts>(
  name: string,
  first: () => Promise<Texts>,
  later: () => Promise<Others>,
) {
  const load = async () => ({ ...(await first()), ...(await later()) });
  return { name, first, later, load };
}

export const languages = {
  en: spoken(
    'English',
    async () => (await import('./en/first.ts')).first,
    async () => (await import('./en/later.ts')).later,
  ),
  de: spoken(
    'Deutsch',
    async () => (await import('./de/first.ts')).first,
    async () => (await import('./de/later.ts')).later,
  ),
  es: spoken(
    'Español',
    async () => (await import('./es/first.ts')).first,
    async () => (await import('./es/later.ts')).later,
  ),
  ar: spoken(
    'العربية',
    async () => (await import('./ar/first.ts')).first,
    async () => (await import('./ar/later.ts')).later,
  ),
  ja: spoken(
    '日本語',
    async () => (await import('./ja/first.ts')).first,
    async () => (await import('./ja/later.ts')).later,
  ),
};

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

/** What to begin with on this device. */
export function firstLanguage(): Language {
  return preferredLanguage(localStorage.getItem(storageKey), navigator.languages);
}

/** Remembers a choice on this device. */
export function rememberLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
}
