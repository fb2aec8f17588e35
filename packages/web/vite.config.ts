import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `vite dev` finds a running server: `npm start` in another terminal. */
const api = { target: 'http://127.0.0.1:8080', ws: true };

export default defineConfig({
  plugins: [react(), tailwindcss()],
  // No inline module preload helper, no inlined assets: the page runs under script-src and style-src 'self'.
  build: { outDir: 'dist', assetsInlineLimit: 0, modulePreload: { polyfill: false }, sourcemap: false },
  server: { host: '127.0.0.1', proxy: { '/api': api } },
});
