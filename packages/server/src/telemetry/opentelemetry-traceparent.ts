import type { SpanContext } from '@opentelemetry/api';

const shape = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:$|-)/;

/** What a W3C `traceparent` header names; nothing where it is none. */
export function remoteParent(header: string): SpanContext | undefined {
  const [, traceId, spanId, flags] = shape.exec(header) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  // Of the flags only the lowest bit has a meaning we know: whether the caller traces.
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
}
