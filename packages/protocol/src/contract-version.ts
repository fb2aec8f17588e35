/** Counts the deliberate changes of the wire contract; `contract.json` holds the hash that belongs to it (API9). */
export const contractVersion = 6;
