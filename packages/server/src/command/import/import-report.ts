import type { Output } from '../output.ts';
import { printable, shortened } from '../text-table.ts';
import type { ImportTotals } from './import-tally.ts';
import type { AuthorTotals } from './imported-authors.ts';

/** What came of one file. */
export interface ImportReport extends ImportTotals, AuthorTotals {
  readonly file: string;
  readonly chat: string;
  /** null: nothing was imported into a chat. */
  readonly number: number | null;
  readonly seconds: number;
  /** Stopped on request before the end; run it again to go on. */
  readonly interrupted: boolean;
}

const shownRenamed = 5;

/** The closing report for a person. */
export function showReport(output: Output, report: ImportReport): void {
  const { file, chat, number, interrupted, seconds } = report;
  const target = number === null ? '' : ` → chat ${number} (${printable(chat)})`;
  output.line(`${file}${target}${interrupted ? ', INTERRUPTED: run it again to go on' : ''}`);
  output.line(`  read           ${count(report.read)} in ${seconds.toFixed(1)} s`);
  output.line(`  imported       ${count(report.imported)}`);
  output.line(`  already there  ${count(report.present)}`);
  output.line(`  skipped        ${count(report.skipped)}`);
  for (const [reason, lines] of Object.entries(report.reasons)) output.line(`    ${count(lines)}  ${reason}`);
  for (const { line, detail } of report.examples) output.line(`      line ${line}: ${detail}`);
  const accounts = report.new_accounts.toLocaleString('en');
  output.line(
    `  authors        ${count(report.authors)}, of whom ${accounts} got an account without a password`,
  );
  for (const { author, username } of report.renamed.slice(0, shownRenamed)) {
    output.line(`    ${username} stands for ${printable(shortened(author, 60))}`);
  }
  const more = report.renamed.length - shownRenamed;
  if (more > 0) output.line(`    … and ${more} more with a username of their own`);
}

function count(value: number): string {
  return value.toLocaleString('en').padStart(9);
}
