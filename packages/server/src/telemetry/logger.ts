/** What a line tells beside its message. An `Error` under the key `error` is written with stack and causes (LOGS3). */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where the server says what happens in it. Secret fields are redacted by name (LOGS2), still: do not log contents. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger that adds these fields to each line. */
  child(fields: LogFields): Logger;
}

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];
