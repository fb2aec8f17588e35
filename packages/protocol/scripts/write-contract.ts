import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { canonicalContract } from '../src/canonical-contract.ts';
import { contractVersion } from '../src/contract-version.ts';

/** Records the contract's hash for its version; refuses when the contract changed and the version did not. */
const file = new URL('../contract.json', import.meta.url);
const recorded: unknown = JSON.parse(readFileSync(file, 'utf8'));
const now = {
  version: contractVersion,
  hash: createHash('sha256').update(canonicalContract()).digest('hex'),
};

function isRecord(value: unknown): value is typeof now {
  return typeof value === 'object' && value !== null && 'version' in value && 'hash' in value;
}

if (isRecord(recorded) && recorded.version === now.version && recorded.hash !== now.hash) {
  console.error(
    `The contract changed but its version is still ${now.version}: raise contractVersion in src/contract-version.ts first.`,
  );
  process.exitCode = 1;
} else {
  writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
  console.log(`contract.json: version ${now.version}, ${now.hash}`);
}
