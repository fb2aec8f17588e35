import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { below, root } from './layout.mjs';

const stampFile = below('node_modules', '.parley-setup.json');

/** What was prepared last time. Lives in node_modules, so deleting that folder forgets everything.
 * @returns {{ install?: string, web?: string }} */
export function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}

/** @param {{ install?: string, web?: string }} change */
export function writeStamp(change) {
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, `${JSON.stringify({ ...readStamp(), ...change })}\n`);
}

/**
 * A fingerprint of files and folders: their names and contents, never their times, which a checkout changes.
 * @param {string[]} paths below the root; what does not exist counts as absent
 */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const start of paths) {
    for (const file of filesBelow(path.join(root, start))) {
      hash
        .update(`${path.relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/** Every file at or below a path, sorted. @param {string} start @returns {string[]} */
export function filesBelow(start) {
  const stats = statSync(start, { throwIfNoEntry: false });
  if (!stats) return [];
  if (stats.isFile()) return [start];
  return readdirSync(start)
    .filter((name) => name !== 'node_modules' && name !== 'dist' && name !== '.git')
    .sort()
    .flatMap((name) => filesBelow(path.join(start, name)));
}
