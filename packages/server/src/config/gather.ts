import { fileKeyOf, type Option } from './option.ts';
import { type OptionKey, optionKeys, optionOf } from './options.ts';
import type { Problem } from './problem.ts';
import type { Sources } from './sources.ts';
import { nearest } from './suggest.ts';

/** Names the configuration file. */
export const fileVariable = 'PARLEY_CONFIG';

export type Origin = 'default' | 'environment' | 'file' | 'secret file';

export type Origins = Readonly<Record<OptionKey, Origin>>;

/** An option's text as it was found, and where. */
export interface Found {
  readonly text: string;
  readonly origin: Exclude<Origin, 'default'>;
  /** The variable, or the file and key, to name in a problem. */
  readonly subject: string;
}

export interface Gathered {
  readonly found: ReadonlyMap<OptionKey, Found>;
  readonly problems: readonly Problem[];
  /** Likely mistakes that do not stop the server: variables nobody reads. */
  readonly warnings: readonly Problem[];
}

/** Collects each option's text; unreadable files and unknown names are reported, not thrown. */
export function gather(sources: Sources): Gathered {
  const problems: Problem[] = [];
  const fromFile = readConfigFile(sources, problems);
  const found = new Map<OptionKey, Found>();
  for (const key of optionKeys) {
    const option = optionOf(key);
    const text = fromEnvironment(sources, option, problems) ?? fromFile(option);
    if (text !== undefined) found.set(key, text);
  }
  return { found, problems, warnings: unknownVariables(sources.environment) };
}

function fromEnvironment(sources: Sources, option: Option, problems: Problem[]): Found | undefined {
  const text = sources.environment[option.env];
  if (text) return { text, origin: 'environment', subject: option.env };
  const path = option.secret && sources.environment[`${option.env}_FILE`];
  if (!path) return undefined;
  const subject = `${option.env}_FILE`;
  const secret = tryRead(sources, path, subject, problems)?.trim();
  return secret === undefined ? undefined : { text: secret, origin: 'secret file', subject };
}

function tryRead(sources: Sources, path: string, subject: string, problems: Problem[]): string | undefined {
  try {
    return sources.readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    problems.push({
      subject,
      problem: `names ${path}, which cannot be read (${code})`,
      remedy: 'correct the path or unset it',
    });
    return undefined;
  }
}

type FileLookup = (option: Option) => Found | undefined;

function readConfigFile(sources: Sources, problems: Problem[]): FileLookup {
  const path = sources.environment[fileVariable];
  if (!path) return () => undefined;
  const text = tryRead(sources, path, fileVariable, problems);
  const settings = text === undefined ? {} : parseSettings(text, path, problems);
  refuseUnknownKeys(settings, path, problems);
  return (option) => {
    const value = settings[fileKeyOf(option)];
    if (value === undefined || value === null || value === '') return undefined;
    return { text: textOf(value), origin: 'file', subject: `${fileKeyOf(option)} in ${path}` };
  };
}

function parseSettings(text: string, path: string, problems: Problem[]): Record<string, unknown> {
  try {
    const settings: unknown = JSON.parse(text);
    if (typeof settings === 'object' && settings !== null && !Array.isArray(settings)) return { ...settings };
  } catch {
    // Reported below: the parser's own message could repeat a secret.
  }
  problems.push({
    subject: path,
    problem: 'is not a JSON object',
    remedy: 'write it as {"port": 8080, "data": "./data"}',
  });
  return {};
}

function refuseUnknownKeys(settings: Record<string, unknown>, path: string, problems: Problem[]): void {
  const known = optionKeys.map((key) => fileKeyOf(optionOf(key)));
  for (const key of Object.keys(settings)) {
    if (known.includes(key)) continue;
    problems.push({ subject: `${key} in ${path}`, problem: 'is not an option', remedy: advice(key, known) });
  }
}

function unknownVariables(environment: Sources['environment']): Problem[] {
  const known = optionKeys.flatMap((key) => {
    const { env, secret } = optionOf(key);
    return secret ? [env, `${env}_FILE`] : [env];
  });
  known.push(fileVariable);
  return Object.keys(environment)
    .filter((name) => name.startsWith('PARLEY_') && !known.includes(name))
    .map((name) => ({ subject: name, problem: 'is not an option', remedy: advice(name, known) }));
}

function advice(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined
    ? 'remove it; `parley serve --help` lists all options'
    : `did you mean ${meant}?`;
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
