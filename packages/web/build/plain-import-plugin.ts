import type { Plugin } from 'vite';

const helper = '\0vite/preload-helper.js';

/**
 * A chunk that is needed later is imported, and nothing else: Vite's helper, which also fetches styles and what the chunk
 * itself imports, would have nothing to do here and be part of the first load (WEB12).
 */
export function plainImports(): Plugin {
  return {
    name: 'parley-plain-imports',
    enforce: 'pre',
    apply: 'build',
    load: (id) => (id === helper ? 'export const __vitePreload = (load) => load();' : null),
  };
}
