import { fileKeyOf, integerValues, type Option, optionGroups, type TextOption } from './option.ts';
import { optionKeys, optionOf } from './options.ts';

const all = optionKeys.map(optionOf);

/** The values an option takes, in a few words. */
export function valuesOf(option: Option): string {
  switch (option.type) {
    case 'text':
      return textValues(option);
    case 'integer':
      return integerValues(option);
    case 'ratio':
      return 'number from 0 to 1';
    case 'switch':
      return 'on, off';
    case 'choice':
      return option.choices.join(', ');
    case 'url':
      return `${option.schemes.map((scheme) => `${scheme}://`).join(', ')}${option.several ? '; several, separated by commas' : ''}`;
    case 'networks':
      return 'addresses or networks, separated by commas';
  }
}

function textValues({ form, minLength }: TextOption): string {
  if (form !== undefined) return form.words;
  return minLength === undefined ? 'text' : `text, at least ${minLength} characters`;
}

/** What holds when the option is not set. */
export function unsetOf(option: Option): string {
  if (option.unset !== undefined) return option.unset;
  if (option.type === 'switch') return option.default ? 'on' : 'off';
  return 'default' in option ? String(option.default) : 'unset';
}

/** The options part of `--help`. */
export function optionsHelp(): string {
  const groups = optionGroups.map((group) => {
    const rows = all.filter((option) => option.group === group).map(helpRow);
    return `${group}\n${rows.join('\n')}`;
  });
  return groups.join('\n\n');
}

function helpRow(option: Option): string {
  return `  ${option.env}=${valuesOf(option)}\n      ${option.help} [${unsetOf(option)}]`;
}

/** The reference page of all options, as Markdown. */
export function optionsReference(): string {
  const groups = optionGroups.map((group) => {
    const rows = all.filter((option) => option.group === group).map(referenceRow);
    return `## ${group}\n\n| variable | in the file | values | when unset | meaning |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}`;
  });
  return `# Options\n\n${referenceIntroduction}\n\n${groups.join('\n\n')}\n`;
}

const referenceIntroduction =
  'Set them in the environment, or in a JSON file that `PARLEY_CONFIG` names; the environment wins. ' +
  'A secret may also be in a file of its own, named by its variable with `_FILE` at the end. ' +
  '`parley check-config` reports every problem, `parley print-config` every value and where it came from.';

function referenceRow(option: Option): string {
  const help = option.secret ? `${option.help} Secret.` : option.help;
  const cells = [`\`${option.env}\``, `\`${fileKeyOf(option)}\``, valuesOf(option), unsetOf(option), help];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
