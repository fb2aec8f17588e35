/** What every option has, whatever its type. */
interface Described {
  /** The environment variable; the file's key is the same without `PARLEY_`, in lower case. */
  readonly env: `PARLEY_${string}`;
  readonly group: OptionGroup;
  /** One sentence for `--help` and the reference page. */
  readonly help: string;
  /** Never shown: not in problems, prints, logs. */
  readonly secret?: true;
  /** What holds when it is unset, in words, where that depends on something else. */
  readonly unset?: string;
}

export interface TextOption extends Described {
  readonly type: 'text';
  readonly default?: string;
  readonly minLength?: number;
  readonly form?: TextForm;
}

/** What a text must look like where not every text will do. */
export interface TextForm {
  readonly pattern: RegExp;
  /** The same in words, as they follow `give`. */
  readonly words: string;
}

export interface IntegerOption extends Described {
  readonly type: 'integer';
  readonly min: number;
  readonly max: number;
  /** Every how-manieth number from `min` on will do; 1 when absent. */
  readonly step?: number;
  readonly default: number;
}

/** A share of a whole, from 0 to 1. */
export interface RatioOption extends Described {
  readonly type: 'ratio';
  readonly default: number;
}

/** `on` or `off`. */
export interface SwitchOption extends Described {
  readonly type: 'switch';
  readonly default: boolean;
}

export interface ChoiceOption extends Described {
  readonly type: 'choice';
  readonly choices: readonly string[];
  readonly default?: string;
}

export interface UrlOption extends Described {
  readonly type: 'url';
  readonly schemes: readonly string[];
  /** Several addresses may be given, separated by commas. */
  readonly several?: true;
}

/** Addresses or networks (`10.0.0.0/8`), separated by commas. */
export interface NetworksOption extends Described {
  readonly type: 'networks';
}

export const optionGroups = [
  'Server',
  'Apps and accounts',
  'Mail',
  'Limits',
  'Logs and metrics',
  'Cluster',
] as const;
export type OptionGroup = (typeof optionGroups)[number];

export type Option =
  | TextOption
  | IntegerOption
  | RatioOption
  | SwitchOption
  | ChoiceOption
  | UrlOption
  | NetworksOption;

type Unset<O extends Option> = O extends { default: unknown } ? never : undefined;

/** The TypeScript type of an option's value, from its row. */
export type ValueOf<O extends Option> = O extends { type: 'integer' | 'ratio' }
  ? number
  : O extends { type: 'switch' }
    ? boolean
    : O extends { type: 'networks' }
      ? readonly string[]
      : O extends { type: 'choice'; choices: readonly (infer Choice)[] }
        ? Choice | Unset<O>
        : string | Unset<O>;

/** The whole numbers an option takes, in words: `1 to 65535`, or `1, 3, 5`. */
export function integerValues({ min, max, step }: IntegerOption): string {
  if (step === undefined) return `${min} to ${max}`;
  return Array.from({ length: Math.floor((max - min) / step) + 1 }, (_, index) => min + index * step).join(
    ', ',
  );
}

/** The option's key in a configuration file. */
export function fileKeyOf(option: Option): string {
  return option.env.slice('PARLEY_'.length).toLowerCase();
}
