const censored = '[redacted]';
const deepest = 6;

/** Names whose values are credentials, wherever they stand. */
const secretName =
  /^(?:.*[_-]?(?:password|passwd|secret|authorization|cookie|credentials?|token|operator_?key|setup_?code|api_?key|private_?key))s?$/i;

/** Addresses carry credentials in their path: an app's token, a reset code; or a subprotocol, a session. */
const secretInAddress = /(\/(?:apps|password-resets)\/|\bbearer\.|\bBearer\s+|\/\/[^/\s:@]*:)[^/\s?#"',@]+/gi;

const addressName = /^(?:url|path|href|address|protocols?|referer|referrer)$/i;

/** The fields of a log line without its credentials (LOGS2). The input is left as it was. */
export function redactedFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return redactObject(fields, 0);
}

/** An address without the credentials in it. */
export function redactedAddress(address: string): string {
  return address.replace(secretInAddress, `$1${censored}`);
}

function redactObject(object: object, depth: number): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object)) {
    result[key] = secretName.test(key) && value != null ? censored : redactValue(key, value, depth);
  }
  return result;
}

function redactValue(key: string, value: unknown, depth: number): unknown {
  if (typeof value === 'string') return addressName.test(key) ? redactedAddress(value) : value;
  if (typeof value !== 'object' || value === null || value instanceof Error || value instanceof Date)
    return value;
  if (depth >= deepest) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => redactValue(key, item, depth + 1));
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  return redactObject(value, depth + 1);
}
