import { parseInline } from './inline.ts';
import type { Block, ListItem } from './nodes.ts';

/** Quotes and lists inside each other; deeper ones are text. Keeps the work in proportion to the length (WEB71). */
const deepest = 4;

const fence = /^ {0,3}(`{3,})\s*([\w+#.-]{0,30})\s*$/;
const quoteMark = /^ {0,3}> ?/;
const itemMark = /^( {0,3})([-*+]|\d{1,9}[.)])( +)(?=\S)/;
const indent = /^(?: {2,}|\t)/;

interface Cursor {
  readonly lines: readonly string[];
  readonly depth: number;
  at: number;
  /** No line from here on ends a code block that began with this many backticks. */
  unclosed: number;
}

function lineAt({ lines }: Cursor, index: number): string {
  return lines[index] ?? '';
}

/** The line that ends the code block, which is at least as long a fence without a language. */
function fenceEnd(cursor: Cursor, length: number): number {
  if (length >= cursor.unclosed) return -1;
  for (let index = cursor.at + 1; index < cursor.lines.length; index++) {
    const match = fence.exec(lineAt(cursor, index));
    if (match !== null && match[2] === '' && (match[1]?.length ?? 0) >= length) return index;
  }
  cursor.unclosed = length;
  return -1;
}

function takeCode(cursor: Cursor): Block | undefined {
  const match = fence.exec(lineAt(cursor, cursor.at));
  if (match === null) return undefined;
  const [, marks = '', language = ''] = match;
  const end = fenceEnd(cursor, marks.length);
  if (end === -1) return undefined;
  const { at } = cursor;
  cursor.at = end + 1;
  return { kind: 'code', at, language, text: cursor.lines.slice(at + 1, end).join('\n') };
}

function takeQuote(cursor: Cursor): Block | undefined {
  const { at, depth, lines } = cursor;
  while (cursor.at < lines.length && quoteMark.test(lineAt(cursor, cursor.at))) cursor.at += 1;
  if (cursor.at === at) return undefined;
  const inner = lines.slice(at, cursor.at).map((line) => line.replace(quoteMark, ''));
  return { kind: 'quote', at, blocks: parseLines(inner, depth + 1) };
}

/** One item: its line, and the indented ones that follow. */
function takeItem(cursor: Cursor, isNumbered: boolean): ListItem | undefined {
  const { at, lines, depth } = cursor;
  const match = itemMark.exec(lineAt(cursor, at));
  if (match === null || /\d/.test(match[2] ?? '') !== isNumbered) return undefined;
  cursor.at += 1;
  while (cursor.at < lines.length && indent.test(lineAt(cursor, cursor.at))) cursor.at += 1;
  const rest = lines.slice(at + 1, cursor.at).map((line) => line.replace(/^(?: {2,4}|\t)/, ''));
  return { at, blocks: parseLines([lineAt(cursor, at).slice(match[0].length), ...rest], depth + 1) };
}

function takeList(cursor: Cursor): Block | undefined {
  const { at } = cursor;
  const number = Number.parseInt(itemMark.exec(lineAt(cursor, at))?.[2] ?? '', 10);
  const start = Number.isNaN(number) ? null : number;
  const items: ListItem[] = [];
  for (let item = takeItem(cursor, start !== null); item; item = takeItem(cursor, start !== null)) {
    items.push(item);
  }
  return items.length === 0 ? undefined : { kind: 'list', at, start, items };
}

function takeBlock(cursor: Cursor): Block | undefined {
  const code = takeCode(cursor);
  if (code !== undefined || cursor.depth >= deepest) return code;
  return takeQuote(cursor) ?? takeList(cursor);
}

function textBlock(at: number, lines: readonly string[]): Block[] {
  const text = lines.join('\n');
  return text.trim() === '' ? [] : [{ kind: 'text', at, children: parseInline(text) }];
}

/** Without the empty lines that only part a text from a block. */
function trimmedLines(lines: readonly string[], afterBlock: boolean): readonly string[] {
  const first = afterBlock ? lines.findIndex((line) => line.trim() !== '') : 0;
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return lines.slice(Math.max(0, first), last + 1);
}

function parseLines(lines: readonly string[], depth: number): readonly Block[] {
  const cursor: Cursor = { lines, depth, at: 0, unclosed: Number.POSITIVE_INFINITY };
  const blocks: Block[] = [];
  let textFrom = 0;
  function endText(end: number): void {
    blocks.push(...textBlock(textFrom, trimmedLines(lines.slice(textFrom, end), blocks.length > 0)));
  }
  while (cursor.at < lines.length) {
    const { at } = cursor;
    const block = takeBlock(cursor);
    if (block === undefined) {
      cursor.at = at + 1;
      continue;
    }
    endText(at);
    blocks.push(block);
    textFrom = cursor.at;
  }
  endText(lines.length);
  return blocks;
}

/**
 * A message's text as the safe subset of Markdown that is shown: emphasis, code, quotes, lists, links and mentions.
 * No HTML, no pictures, no headings: all else is text. The work grows with the length and nothing else (WEB71).
 */
export function parseMessage(text: string): readonly Block[] {
  return parseLines(text.split('\n'), 0);
}
