import { parse } from 'yaml';

/** A compose file, as far as the checks look at it. */
export interface ComposeFile {
  readonly services: Readonly<Record<string, Container>>;
  readonly networks?: Readonly<
    Record<string, { internal?: boolean; ipam?: { config: readonly { subnet: string }[] } }>
  >;
  readonly secrets?: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
}

export interface Container {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly restart?: string;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly volumes?: readonly string[];
  readonly secrets?: readonly (string | { readonly source: string })[];
  readonly ports?: readonly string[];
  readonly networks?: readonly string[];
  readonly healthcheck?: unknown;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
}

/** Reads a compose file, with what it merges (`<<`). Throws where it is no YAML. */
export function readCompose(text: string): ComposeFile {
  return parse(text, { merge: true }) as ComposeFile;
}

export function environmentOf({ environment = {} }: Container): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value ?? '')]));
}

/** The ports that services publish, of those that do. */
export function publishedPorts({ services }: ComposeFile): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(services).flatMap(([name, { ports }]) => (ports === undefined ? [] : [[name, ports]])),
  );
}

/** The settings of Parley among some words. */
export function settingsIn(words: readonly string[]): string[] {
  return words.filter((word) => word.startsWith('PARLEY_'));
}
