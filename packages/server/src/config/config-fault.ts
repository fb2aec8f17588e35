import { type Problem, problemLine } from './problem.ts';

/** A setting that only showed itself to be wrong when it was used. Its message is the problem's line (CFG11). */
export class ConfigFault extends Error {
  constructor(problem: Problem, cause?: unknown) {
    super(problemLine(problem), { cause });
    this.name = 'ConfigFault';
  }
}
