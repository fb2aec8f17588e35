/** What `parley` tells a script by the way it ends (CMD3). */
export const exitCode = {
  ok: 0,
  failed: 1,
  usage: 2,
  config: 3,
  notFound: 4,
  partial: 5,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

export const exitCodeMeaning: Readonly<Record<keyof typeof exitCode, string>> = {
  ok: 'done',
  failed: 'failed; the reason is on stderr',
  usage: 'the command line was wrong',
  config: 'the configuration has problems',
  notFound: 'what was named is not there',
  partial: 'done, but some of the input was skipped',
};
