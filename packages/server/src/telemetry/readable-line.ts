const colours: Readonly<Record<string, string>> = {
  debug: '\u001b[2m',
  info: '\u001b[32m',
  warn: '\u001b[33m',
  error: '\u001b[31m',
};
const plain = '\u001b[0m';
const dim = '\u001b[2m';

/** A JSON log line as a person reads it: time, level, message, fields. */
export function readableLine(json: string, colour: boolean): string {
  const { time, level, message, error, ...fields }: Record<string, unknown> = JSON.parse(json);
  const clock = String(time).slice(11, 23);
  const word = String(level).toUpperCase().padEnd(5);
  const extra = Object.entries(fields).map(([key, value]) => ` ${key}=${fieldText(value)}`);
  const head = colour
    ? `${dim}${clock}${plain} ${colours[String(level)] ?? ''}${word}${plain} ${oneLine(message)}${dim}${extra.join('')}${plain}`
    : `${clock} ${word} ${oneLine(message)}${extra.join('')}`;
  return `${head}${errorText(error)}\n`;
}

function fieldText(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  // Lines of text, such as a mail, are for reading: each keeps its own line, indented so that it cannot pose as an entry.
  if (value.includes('\n')) return `\n${indent(value)}`;
  return /^[\p{L}\p{N}._:/@+-]+$/u.test(value) ? value : JSON.stringify(visible(value));
}

function errorText(error: unknown): string {
  if (typeof error !== 'object' || error === null)
    return error === undefined ? '' : ` error=${fieldText(error)}`;
  const stack = 'stack' in error ? error.stack : JSON.stringify(error);
  return `\n${indent(String(stack))}`;
}

function indent(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => `      ${visible(line)}`)
    .join('\n');
}

function oneLine(value: unknown): string {
  return visible(String(value ?? ''));
}

/** Control characters as escapes: a terminal shows them instead of obeying (LOGS1). */
function visible(text: string): string {
  return text.replace(/\p{Cc}|[\u2028\u2029]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
