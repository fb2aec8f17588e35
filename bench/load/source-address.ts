const connectionsPerAddress = 5000;

/** One of the machine's loopback addresses for the nth connection: each has ports for some 28,000. */
export function sourceAddress(index: number): string {
  return `127.0.0.${2 + Math.floor(index / connectionsPerAddress)}`;
}
