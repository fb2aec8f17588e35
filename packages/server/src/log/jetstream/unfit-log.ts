/** The log cannot be what it is asked to be: `reason` is what stands in the way. */
export class UnfitLog extends Error {
  readonly reason: 'jetstream' | 'partitions' | 'replicas';
  /** What to do about it. */
  readonly remedy: string;

  constructor(reason: UnfitLog['reason'], problem: string, remedy: string) {
    super(problem);
    this.name = 'UnfitLog';
    this.reason = reason;
    this.remedy = remedy;
  }
}
