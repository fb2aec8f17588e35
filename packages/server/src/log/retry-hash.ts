import type { RetryKey } from './log.ts';

/**
 * A 53-bit hash of (log, sender, client_id). Two keys may share one: whoever finds a hash compares the entry.
 * At ten million keys a new key meets a used hash about once in a thousand million times.
 */
export function retryHash(key: RetryKey): number {
  let high = 0x9e3779b9 ^ (key.log % 0x1_0000_0000);
  let low = 0x85ebca6b ^ Math.floor(key.log / 0x1_0000_0000);
  high = Math.imul(high ^ (key.author ?? 0), 0x85ebca6b);
  low = Math.imul(low ^ (key.author ?? 0), 0xc2b2ae35);
  const text = key.label === undefined ? key.clientId : `${key.label}\0${key.clientId}`;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit ^ (high >>> 15), 0x85ebca77);
  }
  high = Math.imul(high ^ (high >>> 16), 0x21f0aaad) ^ (low >>> 13);
  low = Math.imul(low ^ (low >>> 15), 0x735a2d97) ^ (high >>> 17);
  return (high >>> 0) * 0x20_0000 + ((low >>> 0) >>> 11);
}
