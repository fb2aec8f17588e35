import type { Block, Inline } from './nodes.ts';
import { parseMessage } from './parse-message.ts';

/** A line of preview shows no more than the beginning of a text. */
const longest = 400;

function inlineWords(part: Inline): string {
  return 'children' in part ? part.children.map(inlineWords).join('') : part.text;
}

function blockWords(block: Block): string {
  if (block.kind === 'text') return block.children.map(inlineWords).join('');
  if (block.kind === 'code') return block.text;
  const blocks = block.kind === 'quote' ? block.blocks : block.items.flatMap((item) => item.blocks);
  return blocks.map(blockWords).join(' ');
}

/** The beginning of a message's text on one line, without the signs of its formatting. */
export function plainText(text: string): string {
  return parseMessage(text.slice(0, longest)).map(blockWords).join(' ').replace(/\s+/gu, ' ').trim();
}
