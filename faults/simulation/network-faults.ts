/** How likely each fault is, for one frame or one call. */
export interface NetworkFaults {
  readonly drop: number;
  readonly duplicate: number;
  /** Frames that come later than those behind them. */
  readonly delay: number;
  /** The connection breaks. */
  readonly cut: number;
  readonly callLost: number;
  readonly answerLost: number;
}

export const wellNetwork: NetworkFaults = {
  drop: 0,
  duplicate: 0,
  delay: 0,
  cut: 0,
  callLost: 0,
  answerLost: 0,
};
