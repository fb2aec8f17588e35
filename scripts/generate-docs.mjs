// Usage: npm run docs. Writes docs/reference from the tables in the code; checks/docs-drift.test.ts compares.
import { mkdirSync, writeFileSync } from 'node:fs';
import { referencePages } from '../checks/reference/pages.ts';
import { below } from './layout.mjs';

const folder = below('docs/reference');
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(referencePages())) {
  writeFileSync(`${folder}/${name}`, text);
  console.log(`docs/reference/${name}`);
}
