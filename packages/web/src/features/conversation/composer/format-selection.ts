import { insertText } from './insert-text.ts';

/** Ctrl or ⌘ with a letter puts these around what is selected. */
const marks: Readonly<Record<string, string>> = { b: '**', i: '_', e: '`' };

interface Selection {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Change {
  /** What stands in the place of [from, to) afterwards. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** What is selected then: the same words. */
  readonly start: number;
  readonly end: number;
}

/** Puts marks around the selection, or takes them away where they are. */
export function toggleMark({ text, start, end }: Selection, mark: string): Change {
  const { length } = mark;
  const inner = text.slice(start, end);
  const marked = text.slice(start - length, start) === mark && text.slice(end, end + length) === mark;
  if (marked && start >= length) {
    return { text: inner, from: start - length, to: end + length, start: start - length, end: end - length };
  }
  return { text: mark + inner + mark, from: start, to: end, start: start + length, end: end + length };
}

/** Carries out a formatting key. */
export function formatByKey(field: HTMLTextAreaElement, key: string): void {
  const mark = marks[key.toLowerCase()];
  if (mark === undefined) return;
  const { value: text, selectionStart: start, selectionEnd: end } = field;
  const change = toggleMark({ text, start, end }, mark);
  insertText(field, change.text, [change.from, change.to]);
  field.setSelectionRange(change.start, change.end);
}
