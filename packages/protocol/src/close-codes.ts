/**
 * Why a server closes a WebSocket, beyond the codes of RFC 6455 (ERR4). Ranges tell what to do:
 * 4400–4499 do not come back with the same credentials; everything else: come back, with growing pauses.
 */
export const closeCodes = {
  unauthenticated: 4401,
  rateLimited: 4529,
  unavailable: 4503,
  /** RFC 6455, message too big: the same message would be refused again. */
  payloadTooLarge: 1009,
} as const;

/** Whether a connection closed with this code may be opened again with the same credentials. */
export function mayReconnect(closeCode: number): boolean {
  return closeCode < 4400 || closeCode > 4499;
}
