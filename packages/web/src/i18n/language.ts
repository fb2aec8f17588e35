import { directionOf } from './direction.ts';
import type { FirstTexts, LaterTexts } from './translation.ts';
import { createTranslator, localeFor } from './translator.ts';
import { currentTranslator, setTranslator } from './use-translation.ts';

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

/** The texts spoken now; those of later parts join them in place, as nothing that is shown needs them yet. */
let words: FirstTexts & Partial<LaterTexts>;
let later: Promise<unknown> | undefined;

function speak(language: Language, texts: typeof words): void {
  words = texts;
  setTranslator(createTranslator(language, words, localeFor(language, navigator.languages)));
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

/** Loads what the first view says, in the preferred language; call once before the first render. */
export async function startLanguage(): Promise<void> {
  const language = preferredLanguage(localStorage.getItem(storageKey), navigator.languages);
  speak(language, { ...(await languages[language].first()) });
}

/**
 * Resolves once every text of the language is there.
 *
 * @throws where the texts cannot be fetched; asked again, it tries again.
 */
export async function loadAllTexts(): Promise<void> {
  const { language } = currentTranslator();
  if (!isLanguage(language)) throw new Error('startLanguage has not been called');
  later ??= languages[language].later().then((texts) => Object.assign(words, texts));
  await later.catch((cause: unknown) => {
    later = undefined;
    throw cause;
  });
}

/** Loads and switches to a language and remembers it on this device. */
export async function changeLanguage(language: Language): Promise<void> {
  if (language === currentTranslator().language) return;
  const texts = await languages[language].load();
  later = Promise.resolve();
  speak(language, texts);
  localStorage.setItem(storageKey, language);
}
