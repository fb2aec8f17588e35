import path from 'node:path';
import { inspect } from 'node:util';

/** @typedef {{ name: string, file: string, error: unknown }} Failure */

/**
 * Collects what `node:test` reports and writes one line per file; a failing file's own output and every failure's
 * details follow. A suite counts only when it fails by itself (a hook), never for what its tests did.
 */
export class TestReport {
  passed = 0;
  /** @type {Failure[]} */
  failures = [];
  /** @type {string[]} */
  skipped = [];
  /** What passed only when it was run again. @type {string[]} */
  again = [];
  /** @type {Map<string, { tests: number, skipped: number, failed: number, ms: number, output: string, notes: string[] }>} */
  #files = new Map();
  /** Files that are not done. @type {Set<string>} */
  #open = new Set();
  #root;

  /** @param {string} root */
  constructor(root) {
    this.#root = root;
  }

  /** @param {string | undefined} file */
  #relative(file) {
    return path.relative(this.#root, path.resolve(this.#root, file ?? '.'));
  }

  /** @param {string | undefined} file */
  #file(file) {
    const name = this.#relative(file);
    const known = this.#files.get(name);
    if (known) return known;
    const fresh = { tests: 0, skipped: 0, failed: 0, ms: 0, output: '', notes: [] };
    this.#files.set(name, fresh);
    return fresh;
  }

  /**
   * The file that was run: a test of a contract suite stands in another one than the engine's that runs it.
   * @param {{ file?: string, entryFile?: string }} data
   */
  #entry(data) {
    return this.#file(data.entryFile ?? data.file);
  }

  /** These are about to run. @param {string[]} files @returns {Set<string>} those of them that are not done */
  open(files) {
    this.#open = new Set(files);
    return this.#open;
  }

  /** Nothing more will run: what is not done has failed. */
  cutOff() {
    const undone = [...this.#open].map((file) => this.#relative(file));
    const error = `the run was ended from outside before these were done:\n  ${undone.join('\n  ')}`;
    this.failures.push({ name: 'all tests run', file: 'npm test', error });
  }

  /** Something a test printed. @param {{ file?: string, message: string }} data */
  printed(data) {
    this.#entry(data).output += data.message;
  }

  /** What a test says with `t.diagnostic`, such as a seed. @param {{ file?: string, message: string }} data */
  noted(data) {
    if (data.file) this.#entry(data).notes.push(data.message);
  }

  /** @param {any} data of a `test:pass` or `test:fail` event @param {boolean} ok */
  ended(data, ok) {
    const { type, error, duration_ms: ms } = data.details;
    if (data.nesting === 0) this.#entry(data).ms += ms;
    if (type === 'suite' && (ok || error?.failureType === 'subtestsFailed')) return;
    const file = this.#entry(data);
    const isFile = data.nesting === 0 && this.#relative(data.file) === this.#relative(data.name);
    if (data.skip !== undefined) this.#skip(data, file);
    else if (ok && isFile) return;
    else if (ok || data.todo !== undefined) this.#pass(file);
    else if (error?.failureType !== 'subtestsFailed') this.#fail(data, error?.cause ?? error);
  }

  /** @param {any} data @param {{ skipped: number }} file */
  #skip(data, file) {
    file.skipped += 1;
    this.skipped.push(`${data.name} (${this.#relative(data.file)})`);
  }

  /** @param {{ tests: number }} file */
  #pass(file) {
    file.tests += 1;
    this.passed += 1;
  }

  /** @param {any} data @param {unknown} error */
  #fail(data, error) {
    const file = this.#entry(data);
    file.tests += 1;
    file.failed += 1;
    this.failures.push({ name: data.name, file: this.#relative(data.file), error });
  }

  /** One file is done. @param {string} name @returns {string} its line */
  fileLine(name) {
    const { tests, failed, ms, notes, output } = this.#file(name);
    const time = `${Math.round(ms)} ms`;
    const head =
      failed > 0
        ? `✖ ${this.#relative(name)}: ${failed} of ${tests} failed`
        : `✔ ${this.#relative(name)}: ${tests}`;
    const said = notes.map((note) => `\n    ${note.replaceAll('\n', '\n    ')}`).join('');
    const printed = failed > 0 && output.trim() !== '' ? `\n${output.trimEnd()}` : '';
    return `${head} (${time})${said}${printed}`;
  }

  /** @returns {string[]} */
  failedFiles() {
    return [...this.#files].filter(([, { failed }]) => failed > 0).map(([name]) => name);
  }

  /** A file is about to be run again: what it counted goes. @param {string} name @returns {Failure[]} what had failed in it */
  forget(name) {
    const file = this.#relative(name);
    const { tests, failed } = this.#file(name);
    this.passed -= tests - failed;
    this.#files.delete(file);
    const forgotten = this.failures.filter((failure) => failure.file === file);
    this.failures = this.failures.filter((failure) => failure.file !== file);
    return forgotten;
  }

  /** Files that ran without a single test: a mistake that would look like success. */
  emptyFiles() {
    return [...this.#files].filter(([, file]) => file.tests + file.skipped === 0).map(([name]) => name);
  }

  /** Failures in full. */
  details(failures = this.failures) {
    return failures.map(({ name, file, error }) => `\n✖ ${name}\n  ${file}\n${describe(error)}`).join('\n');
  }
}

/** The error and the lines of ours that led to it. @param {unknown} error */
function describe(error) {
  const text =
    typeof error === 'string'
      ? error
      : error instanceof Error
        ? (error.stack ?? error.message)
        : inspect(error, { depth: 4 });
  const lines = text.split('\n').filter((line) => !/^\s+at .*node:internal/.test(line));
  return lines.map((line) => `    ${line}`).join('\n');
}
