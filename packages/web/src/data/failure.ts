import { ParleyError } from '@parley/client/api/parley-error.ts';
import type { ErrorCode } from '@parley/protocol/errors.ts';
import type { Translator } from '../i18n/translator.ts';

type FailureCode = ErrorCode | 'network' | 'unknown';

/** A failure as the screen says it: a sentence, and what is wrong with which field. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** The code by which a failure is worded. */
export function failureCode(code: ParleyError['code']): FailureCode {
  if (code === 'aborted') return 'unknown';
  return code === 'timeout' ? 'network' : code;
}

/** Puts any thrown value into words of the current language. */
export function failureOf(cause: unknown, { t, language }: Translator): Failure {
  const code = cause instanceof ParleyError ? failureCode(cause.code) : 'unknown';
  const problems = cause instanceof ParleyError ? (cause.details?.fields ?? []) : [];
  // The server words its problems in English; elsewhere the field's own hint says what it takes.
  const worded = (problem: string) => (language === 'en' ? problem : t('errors.field'));
  return {
    code,
    message: t(`errors.${code}`),
    fields: new Map(problems.map(({ field, problem }) => [field, worded(problem)])),
  };
}
