import type { SendFrame } from './frames.ts';
import { isClientId, isContent } from './scalars.ts';

const fields = 5;
const longestRef = 64;
const highestChat = 4_294_967_295;

/**
 * The frame that nearly every client sends, a text and nothing besides, told without the general check, which costs
 * ten times as much. undefined: another frame, or one with a fault; `upFrame` says which.
 */
export function plainSend(value: object): SendFrame | undefined {
  const { type, ref, chat, client_id: clientId, content } = value as Record<string, unknown>;
  const isPlain =
    type === 'send' &&
    typeof ref === 'string' &&
    ref.length > 0 &&
    ref.length <= longestRef &&
    isChatNumber(chat) &&
    typeof clientId === 'string' &&
    isClientId(clientId) &&
    typeof content === 'string' &&
    isContent(content) &&
    Object.keys(value).length === fields;
  return isPlain ? (value as SendFrame) : undefined;
}

function isChatNumber(chat: unknown): boolean {
  return Number.isInteger(chat) && (chat as number) >= 1 && (chat as number) <= highestChat;
}
