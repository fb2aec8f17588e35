/** A seed that has shown a bug of Parley, which has been mended. */
export interface FailedSeed {
  readonly seed: number;
  readonly what: string;
}

export const failedSeeds: readonly FailedSeed[] = [
  { seed: 2, what: 'one lost answer left a device without its list of chats while the connection lived' },
  { seed: 416381780, what: 'marks that a full disk refused were forgotten, and went back for the others' },
];
