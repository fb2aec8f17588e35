import { useSyncExternalStore } from 'react';
import type { Translate, Translator } from './translator.ts';

// Until the first language is loaded nothing is rendered; a key is what could be seen at most.
let current: Translator = {
  language: '',
  locale: 'en',
  t: ((key: string) => key) as Translate,
  number: String,
  list: (names) => names.join(', '),
};
const listeners = new Set<() => void>();

export function currentTranslator(): Translator {
  return current;
}

/** Switches the language of everything on the page. */
export function setTranslator(translator: Translator): void {
  current = translator;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The words of the chosen language; the component renders anew when it changes. */
export function useTranslation(): Translator {
  return useSyncExternalStore(subscribe, currentTranslator);
}
