import { existsSync } from 'node:fs';
import { runCaptured } from './child.mjs';
import { below } from './layout.mjs';
import { fail, say } from './say.mjs';
import { fingerprint, readStamp, writeStamp } from './staleness.mjs';

/** What goes into the web app's bundle. */
const sources = [
  'package-lock.json',
  'packages/web',
  'packages/client/src',
  'packages/client/package.json',
  'packages/protocol/src',
  'packages/protocol/package.json',
];

/**
 * Builds packages/web/dist when its sources changed since it was built.
 * @param {string} node
 * @returns {Promise<boolean>} false after saying why it cannot be built
 */
export async function ensureWebBuilt(node) {
  const wanted = fingerprint(sources);
  if (readStamp().web === wanted && existsSync(below('packages/web/dist/index.html'))) return true;
  say('building the web app…');
  const vite = below('node_modules/vite/bin/vite.js');
  const { code, output } = await runCaptured(node, [vite, 'build', '--logLevel=warn'], below('packages/web'));
  if (code !== 0) {
    process.stderr.write(output);
    fail('the web app does not build; the reason is above.');
    return false;
  }
  writeStamp({ web: wanted });
  return true;
}
