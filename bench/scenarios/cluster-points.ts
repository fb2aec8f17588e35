/** So many nodes on so many NATS servers. */
export interface ClusterPoint {
  readonly name: string;
  readonly nodes: number;
  readonly natsServers: 1 | 3;
  /** In place of as many as the scenario has. */
  readonly partitions?: number;
  /** Whether it is measured at a rate too, with time to spare. */
  readonly alsoOpen: boolean;
  /** Whether the short form has it. */
  readonly inShort: boolean;
}

export const oneNode = '1 node';
export const twoNodes = '2 nodes';
export const onePartition = '1 node, one partition';
export const replicated = '2 nodes, log on three NATS servers';

const usual = { natsServers: 1, alsoOpen: false, inShort: false } as const;

export const clusterPoints: readonly ClusterPoint[] = [
  { ...usual, name: oneNode, nodes: 1 },
  { ...usual, name: twoNodes, nodes: 2, alsoOpen: true, inShort: true },
  { ...usual, name: '4 nodes', nodes: 4 },
  { ...usual, name: onePartition, nodes: 1, partitions: 1 },
  { ...usual, name: replicated, nodes: 2, natsServers: 3, alsoOpen: true },
];
