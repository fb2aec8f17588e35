import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** @param {...string} parts a path below the root */
export const below = (...parts) => path.join(root, ...parts);

const windows = process.platform === 'win32';

/** The Node that everything runs on, put there by the npm package `node`. */
export const nodeBinary = below('node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
