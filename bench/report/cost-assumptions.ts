/** What the cost model takes for given; the page lists it as it stands here. */
export const assumptions = {
  rates: [34_722, 1_000_000],
  /** Share of a processor that is used on average: the rest is for peaks, and for what is lost with a server. */
  busy: 0.5,
  /** Of one server of MariaDB, OpenSearch or NATS. */
  coresPerServer: 16,
  /** Below that the loss of one is felt too much. */
  leastNodes: 3,
  logCopies: 3,
  logDays: 2,
  storeCopies: 2,
  indexCopies: 2,
  storedDays: 365,
  /** Partitions that one cluster can have. */
  mostPartitions: 64,
} as const;
