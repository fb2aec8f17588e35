/** A seed that has shown a bug of Parley, which has been mended. */
export interface FailedSeed {
  readonly seed: number;
  readonly what: string;
}

export const failedSeeds: readonly FailedSeed[] = [];
