import { directionOf } from './direction.ts';
import { firstLanguage, isLanguage, type Language, languages, rememberLanguage } from './languages.ts';
import type { FirstTexts, LaterTexts } from './translation.ts';
import { createTranslator, localeFor } from './translator.ts';
import { currentTranslator, setTranslator } from './use-translation.ts';

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
  const language = firstLanguage();
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
  rememberLanguage(language);
}
