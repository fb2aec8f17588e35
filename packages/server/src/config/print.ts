import type { OptionValues } from './config.ts';
import type { Origins } from './gather.ts';
import { fileKeyOf, type Option } from './option.ts';
import { optionKeys, optionOf } from './options.ts';

/** One option as it stands, safe to show. */
export interface PrintedOption {
  readonly variable: string;
  /** null: unset. A secret is never here, only that it is set (CFG4). */
  readonly value: string | number | boolean | null;
  readonly source: string;
}

export const redacted = '(secret, set)';

/** Every option with its value and where it came from. */
export function printedOptions(values: OptionValues, origins: Origins): PrintedOption[] {
  return optionKeys.map((key) => {
    const option = optionOf(key);
    return { variable: option.env, value: shown(option, values[key]), source: origins[key] };
  });
}

/** The same as a file that PARLEY_CONFIG can name; secrets are left out. */
export function printedFile(values: OptionValues): string {
  const settings: Record<string, unknown> = {};
  for (const key of optionKeys) {
    const option = optionOf(key);
    const value = values[key];
    if (!option.secret && value !== undefined) settings[fileKeyOf(option)] = value;
  }
  return `${JSON.stringify(settings, null, 2)}\n`;
}

type Shown = PrintedOption['value'];

function shown(option: Option, value: OptionValues[keyof OptionValues]): Shown {
  if (value === undefined) return null;
  if (option.secret) return redacted;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'object' ? value.join(', ') || null : value;
}
