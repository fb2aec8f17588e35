import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build, type Plugin } from 'vite';

const source = 'src/service-worker/service-worker.ts';
const output = 'service-worker.js';
/** Names of emoji in every language are a megabyte: fetched when somebody looks for one, and then in the browser's own cache. */
const seldomNeeded = /\/data\.json_picker-/;

/**
 * Builds the service worker behind the app, and tells it every file of the app by its address and a name for them
 * all. Any change of any file changes the worker, and so is noticed by the browser.
 */
export function serviceWorkerPlugin(): Plugin {
  let folder = '';
  let root = '';
  return {
    name: 'parley-service-worker',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      folder = join(config.root, config.build.outDir);
    },
    async closeBundle() {
      const appVersion = JSON.stringify(versionOf(folder));
      await build({
        root,
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: { appVersion },
        build: {
          outDir: folder,
          emptyOutDir: false,
          rolldownOptions: { input: join(root, source), output: { format: 'iife', entryFileNames: output } },
        },
      });
    },
  };
}

function versionOf(folder: string): { name: string; files: string[] } {
  const files = filesOf(folder).filter((file) => file !== `/${output}` && !seldomNeeded.test(file));
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(folder, file)));
  return { name: hash.digest('hex').slice(0, 16), files };
}

function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
    .sort();
}
