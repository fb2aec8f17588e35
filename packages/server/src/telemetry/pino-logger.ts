import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import { errorDetails } from './error-details.ts';
import type { LogFields, Logger, LogLevel } from './logger.ts';
import { readableLine } from './readable-line.ts';
import { redactedFields } from './redaction.ts';

export interface LoggerSettings {
  readonly level: LogLevel;
  readonly format: 'pretty' | 'json';
  /** Receives whole lines, each with its line end. */
  readonly write: (line: string) => void;
  /** Whether a pretty line is coloured. */
  readonly colour?: boolean;
}

/** A logger that writes JSON lines, or readable ones. Writing is synchronous: a crash loses no line. */
export function createLogger({ level, format, write, colour = false }: LoggerSettings): Logger {
  const destination: DestinationStream = {
    write: format === 'json' ? write : (line) => write(readableLine(line, colour)),
  };
  const options = {
    level,
    base: null,
    messageKey: 'message',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: redactedFields },
    serializers: { error: errorDetails },
  };
  return wrap(pino(options, destination));
}

/** The settings of a process that logs to one of its own streams. */
export function streamSettings(
  stream: NodeJS.WriteStream,
  level: LogLevel,
  format: 'pretty' | 'json',
): LoggerSettings {
  return { level, format, colour: stream.isTTY === true, write: (line) => stream.write(line) };
}

function wrap(logger: PinoLogger): Logger {
  return {
    debug: (message, fields) => logger.debug(fields, message),
    info: (message, fields) => logger.info(fields, message),
    warn: (message, fields) => logger.warn(fields, message),
    error: (message, fields) => logger.error(fields, message),
    child: (fields: LogFields) => wrap(logger.child(redactedFields(fields))),
  };
}
