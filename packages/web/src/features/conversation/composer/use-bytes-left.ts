import { limits } from '@parley/protocol/limits.ts';
import { useInstance } from '../../../data/instance.ts';
import { bytesLeft } from './bytes-left.ts';

/** How many bytes this instance leaves for a text; null while there is no need to say. */
export function useBytesLeft(text: string): number | null {
  const instance = useInstance();
  return bytesLeft(text, instance?.content_bytes ?? limits.contentBytes);
}
