/**
 * Puts a text in the place of a part of the field, as if it had been typed: undo takes it back, and React hears of it.
 * `execCommand` is the only way to that; where it does nothing, the text still gets there.
 */
export function insertText(
  field: HTMLTextAreaElement,
  text: string,
  [start, end]: readonly [number, number],
): void {
  field.focus();
  field.setSelectionRange(start, end);
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, start, end, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
