// Usage: npm test [-- [--long] [--cluster] [--name=<part of a test's title>] [<part of a path>…]]
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { run } from 'node:test';
import { startClusterEngines } from '../packages/testkit/src/engines/cluster-engines.ts';
import { below, root } from './layout.mjs';
import { fail } from './say.mjs';
import { filesBelow } from './staleness.mjs';
import { TestReport } from './test-report.mjs';
import { hasProgram, requiredButLeftOut, runsOnCluster, selectTests } from './test-selection.mjs';
import { ensureWebBuilt } from './web-build.mjs';

const timeoutMs = 300_000;

/** @param {string[]} args */
function readArguments(args) {
  const named = args.find((arg) => arg.startsWith('--name='))?.slice('--name='.length);
  const unknown = args.filter(
    (arg) => arg.startsWith('-') && arg !== '--long' && arg !== '--cluster' && !arg.startsWith('--name='),
  );
  const filters = args
    .filter((arg) => !arg.startsWith('-'))
    .map((arg) => path.relative(root, path.resolve(root, arg)));
  return { named, unknown, filters, long: args.includes('--long'), cluster: args.includes('--cluster') };
}

function testFiles() {
  return ['packages', 'checks', 'bench', 'faults']
    .flatMap((folder) => filesBelow(below(folder)))
    .map((file) => path.relative(root, file).replaceAll(path.sep, '/'))
    .filter((file) => file.endsWith('.test.ts'));
}

/** @param {string[]} files @param {string | undefined} named @param {TestReport} report @param {number} [atOnce] */
async function runFiles(files, named, report, atOnce = Math.max(2, availableParallelism() - 1)) {
  const events = run({
    files: files.map((file) => below(file)),
    cwd: root,
    concurrency: atOnce,
    timeout: timeoutMs,
    ...(named ? { testNamePatterns: [named] } : {}),
  });
  const open = report.open(files.map((file) => below(file)));
  events.on('test:stdout', (data) => report.printed(data));
  events.on('test:stderr', (data) => report.printed(data));
  events.on('test:diagnostic', (data) => report.noted(data));
  events.on('test:pass', (data) => report.ended(data, true));
  events.on('test:fail', (data) => report.ended(data, false));
  events.on('test:summary', (data) => {
    if (data.file && open.delete(data.file)) console.log(report.fileLine(data.file));
  });
  for await (const _ of events);
  for (const file of open) console.log(report.fileLine(file));
}

/**
 * Journeys in a browser wait for what a busy machine may be late with. One that failed is run once more, alone; what it
 * failed with is printed all the same, and the end says what passed only then.
 * @param {string | undefined} named @param {TestReport} report
 */
async function runJourneysAgain(named, report) {
  for (const file of report.failedFiles().filter((name) => name.endsWith('.browser.test.ts'))) {
    const failures = report.forget(below(file));
    console.log(`${report.details(failures)}\nonce more, alone: ${file}`);
    await runFiles([file], named, report);
    if (report.failedFiles().includes(file)) continue;
    report.again.push(`${file}: ${failures.map(({ name }) => name).join('; ')}`);
  }
}

/** @param {{ file: string, kind: string, reason: string }[]} leftOut */
function listLeftOut(leftOut) {
  if (leftOut.length === 0) return;
  console.log(`\nleft out (${leftOut.length}):`);
  for (const { file, kind, reason } of leftOut) console.log(`  ${file} [${kind}]: ${reason}`);
}

/** @param {TestReport} report */
function listAgain({ again }) {
  if (again.length > 0)
    console.log(`\npassed only when run again, alone (${again.length}):\n  ${again.join('\n  ')}`);
}

/** @param {TestReport} report */
function listSkipped({ skipped }) {
  if (skipped.length > 0)
    console.log(`\nskipped by themselves (${skipped.length}):\n  ${skipped.join('\n  ')}`);
}

/**
 * A run that is ended from outside, such as for its time, still says what failed and what it had not come to.
 * @param {TestReport} report
 */
function tellWhenEnded(report) {
  process.once('SIGTERM', () => {
    report.cutOff();
    process.exit(close(report, { leftOut: [], allowEmpty: true }));
  });
}

/** @param {string[]} args @returns {Promise<number>} the exit code */
async function runTests(args) {
  const { named, unknown, filters, long, cluster } = readArguments(args);
  if (unknown.length > 0) {
    fail(
      `unknown option ${unknown.join(' ')}; there are --long, --cluster, --name=<text> and parts of paths`,
    );
    return 2;
  }
  const all = cluster ? testFiles().filter(runsOnCluster) : testFiles();
  const { run: files, leftOut } = selectTests(all, { filters, long, has: hasProgram });
  await using engines = cluster && files.length > 0 ? await startClusterEngines() : undefined;
  if (engines !== undefined) process.env.PARLEY_TEST_CLUSTER = JSON.stringify(engines);
  const report = new TestReport(root);
  tellWhenEnded(report);
  const needsWeb = files.some((file) => file.endsWith('.browser.test.ts'));
  if (needsWeb && !(await ensureWebBuilt(process.execPath))) {
    report.failures.push({ name: 'the web app builds', file: 'packages/web', error: 'see above' });
  }
  // Each server is three nodes then.
  if (files.length > 0) await runFiles(files, named, report, cluster ? 1 : undefined);
  await runJourneysAgain(named, report);
  return close(report, { leftOut, allowEmpty: named !== undefined });
}

/**
 * @param {TestReport} report
 * @param {{ leftOut: { file: string, kind: string, reason: string }[], allowEmpty: boolean }} run
 */
function close(report, { leftOut, allowEmpty }) {
  for (const file of allowEmpty ? [] : report.emptyFiles()) {
    report.failures.push({ name: 'the file has tests', file, error: 'it ran without a single test' });
  }
  for (const { file, reason } of requiredButLeftOut(leftOut, process.env.PARLEY_TEST_REQUIRE)) {
    report.failures.push({ name: 'required by PARLEY_TEST_REQUIRE', file, error: reason });
  }
  if (report.failures.length > 0) console.log(report.details());
  listAgain(report);
  listSkipped(report);
  listLeftOut(leftOut);
  const failed = report.failures.length;
  if (report.passed + failed === 0) fail('no test ran; check the path or the name given');
  console.log(`\n${report.passed} passed, ${failed} failed`);
  return failed > 0 || report.passed === 0 ? 1 : 0;
}

process.exitCode = await runTests(process.argv.slice(2));
