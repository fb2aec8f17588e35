import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { emojiData } from './build/emoji-data-plugin.ts';
import { plainImports } from './build/plain-import-plugin.ts';
import { precompress } from './build/precompress-plugin.ts';
import { serviceWorkerPlugin } from './build/service-worker-plugin.ts';
import { shellFirst } from './build/shell-first-plugin.ts';

/** Where `vite dev` finds a running server: `npm start` in another terminal. */
const api = { target: 'http://127.0.0.1:8080', ws: true };

/** The texts of a language are told apart by its name. */
function chunkFileNames({ facadeModuleId }: { facadeModuleId: string | null }): string {
  const [, language] = /\/i18n\/(\w+)\/\w+\.ts$/.exec(facadeModuleId ?? '') ?? [];
  return `assets/${language === undefined ? '' : `${language}-`}[name]-[hash].js`;
}

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    emojiData(),
    plainImports(),
    shellFirst(),
    serviceWorkerPlugin(),
    precompress(),
  ],
  // No inline module preload helper, no inlined assets: the page runs under script-src and style-src 'self'.
  build: {
    outDir: 'dist',
    assetsInlineLimit: 0,
    // Which chunks a lazy one needs is a list that would be part of the first load; they are asked for a moment later.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, needed, { hostType }) => (hostType === 'js' ? [] : needed),
    },
    // What the first conversation needs: what asks for its data, libraries, which seldom change, and the rest.
    rolldownOptions: {
      output: {
        chunkFileNames,
        codeSplitting: {
          groups: [
            { name: 'early', tags: ['$initial'], test: /src\/(?:early\/|i18n\/languages\.ts)/, priority: 1 },
            { name: 'vendor', tags: ['$initial'], test: /node_modules/ },
            { name: 'app', tags: ['$initial'] },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/api': api } },
});
