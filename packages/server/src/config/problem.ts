/** Something wrong with the configuration, and what to do about it (CFG3). */
export interface Problem {
  /** The variable, or the file, it is about. */
  readonly subject: string;
  readonly problem: string;
  readonly remedy: string;
}

/** One line for a person. */
export function problemLine({ subject, problem, remedy }: Problem): string {
  return `${subject} ${problem}; ${remedy}${remedy.endsWith('?') ? '' : '.'}`;
}
