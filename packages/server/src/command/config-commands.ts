import { parseConfig } from '../config/parse-config.ts';
import { printedFile, printedOptions } from '../config/print.ts';
import { problemLine } from '../config/problem.ts';
import { command, jsonFlag } from './command.ts';
import { exitCode } from './exit-code.ts';
import { UnusableConfig } from './settings.ts';
import { textTable } from './text-table.ts';

export const checkConfig = command({
  name: 'check-config',
  summary: 'Say whether the configuration is sound, and all that is wrong with it.',
  flags: { json: jsonFlag },
  run: async ({ sources, output }, _args, { json }) => {
    const parsed = parseConfig(sources);
    const problems = [...(parsed.ok ? [] : parsed.problems), ...parsed.warnings];
    if (json) output.json({ ok: problems.length === 0, problems });
    else if (problems.length === 0) output.line('The configuration is sound.');
    else for (const problem of problems) output.line(problemLine(problem));
    return problems.length === 0 ? exitCode.ok : exitCode.config;
  },
});

export const printConfig = command({
  name: 'print-config',
  summary: 'Show every option, its value and where it comes from; secrets are not shown.',
  flags: {
    json: jsonFlag,
    file: { type: 'switch', help: 'Write it as a file that PARLEY_CONFIG can name, without secrets.' },
  },
  run: async ({ sources, output }, _args, { json, file }) => {
    const parsed = parseConfig(sources);
    if (!parsed.ok) {
      for (const problem of parsed.problems) output.note(problemLine(problem));
      throw new UnusableConfig();
    }
    const rows = printedOptions(parsed.values, parsed.origins);
    if (file) await output.raw(printedFile(parsed.values));
    else if (json) output.json(rows);
    else {
      const cells = rows.map(({ variable, value, source }) => [
        variable,
        value === null ? null : String(value),
        source,
      ]);
      for (const line of textTable(['variable', 'value', 'from'], cells)) output.line(line);
    }
    return exitCode.ok;
  },
});
