import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { loadAllTexts } from '../i18n/language.ts';

/** Fetches a module that is not part of the first view, and with it the texts that the first view does without. */
export async function loadWithTexts<Module>(load: () => Promise<Module>): Promise<Module> {
  const [module] = await Promise.all([load(), loadAllTexts()]);
  return module;
}

/** A component that is fetched when it is first shown; with the texts it may need, so that no text is missing in it (WEB20). */
export function lazyPart<Props>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(() => loadWithTexts(load));
}

/** The same for what the first view shows a moment later, in words of the first view: it waits for no others. */
export function lazyFirstPart<Props>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(load);
}
