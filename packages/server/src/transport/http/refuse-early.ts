import type { Duplex } from 'node:stream';
import { type ErrorObject, errorOf, errorTable } from '@parley/protocol/errors.ts';
import { securityHeaders } from './security-headers.ts';

// An import of `node:http` would evaluate all it exports, an HTTP client and a WebSocket among them: 5 MB.
const { STATUS_CODES } = process.getBuiltinModule('node:http');

/** What Node says of bytes that are no HTTP request this server reads, in the words of our table. */
export function errorOfBytes(code: string | undefined): ErrorObject {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return errorOf('payload_too_large', 'The head of the request is larger than this server reads.');
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return errorOf('invalid_request', 'The request did not arrive in time; send it at once.');
  }
  return errorOf('invalid_request', 'This is not an HTTP request.');
}

/** How long the answer has to arrive, in milliseconds. */
const farewellMs = 1000;

/**
 * Answers on a connection that has no request, or none that is routed, and closes it (HTTP7). What still comes on it is
 * not read: reading it to throw it away costs as much as a request.
 */
export function refuseEarly(socket: Duplex, error: ErrorObject, tls: boolean): void {
  if (!socket.writable || socket.destroyed) {
    socket.destroy();
    return;
  }
  const { status } = errorTable[error.code];
  const wait = error.details?.retry_after_ms;
  const body = JSON.stringify({ error });
  const headers = {
    ...securityHeaders(tls),
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    ...(wait !== undefined && { 'retry-after': String(Math.ceil(wait / 1000)) }),
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${body}`);
  socket.pause();
  setTimeout(() => socket.destroy(), farewellMs).unref();
}
