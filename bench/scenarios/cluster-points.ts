/** So many nodes on so many NATS servers. */
export interface ClusterPoint {
  readonly name: string;
  readonly nodes: number;
  readonly natsServers: 1 | 3;
  /** In place of as many as the scenario has; pairs likewise. */
  readonly partitions?: number;
  readonly pairs?: number;
  /** Whether it is measured at a window of 1 too, and at a rate that leaves time to spare. */
  readonly thorough: boolean;
  /** Whether the short form has it. */
  readonly inShort: boolean;
}

export const oneNode = '1 node';
export const twoNodes = '2 nodes';
export const onePartition = '1 node, one partition, a quarter of the pairs';
export const replicated = '2 nodes, log on three NATS servers';

const usual = { natsServers: 1, thorough: false, inShort: false } as const;

export const clusterPoints: readonly ClusterPoint[] = [
  { ...usual, name: oneNode, nodes: 1 },
  { ...usual, name: twoNodes, nodes: 2, thorough: true, inShort: true },
  { ...usual, name: '4 nodes', nodes: 4 },
  { ...usual, name: onePartition, nodes: 1, partitions: 1, pairs: 25 },
  { ...usual, name: replicated, nodes: 2, natsServers: 3, thorough: true },
];
