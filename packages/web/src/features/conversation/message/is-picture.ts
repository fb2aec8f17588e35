import { isSticker } from '../../stickers/stickers.ts';
import { isBigEmoji } from '../markdown/big-emoji.ts';

interface Said {
  readonly content?: string | null | undefined;
  readonly sticker?: string | undefined;
  readonly reply_to?: number | undefined;
  readonly forwarded_from?: string | undefined;
}

/** Whether all there is to a message is a sticker or big emoji, which need no bubble around them. */
export function isPicture({ content, sticker, reply_to, forwarded_from }: Said): boolean {
  if (reply_to !== undefined || forwarded_from !== undefined || !content) return false;
  return sticker === undefined ? isBigEmoji(content) : isSticker(sticker);
}
