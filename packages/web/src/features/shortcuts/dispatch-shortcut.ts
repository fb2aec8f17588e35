import { findShortcut } from './find-shortcut.ts';
import { isMac } from './is-mac.ts';
import { shortcutHandler } from './shortcut-handlers.ts';
import { singleKeys } from './single-keys.ts';

/** Keys in what lies over the page are its own. */
const overlays = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';
const textEntries = 'textarea, select, [contenteditable]:not([contenteditable=false])';
const noText = new Set(['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit']);

function takesText(target: Element): boolean {
  if (target instanceof HTMLInputElement) return !noText.has(target.type);
  return target.closest(textEntries) !== null;
}

/** Does what the pressed keys stand for, unless something nearer has done so or nobody wants them. */
export function dispatchShortcut(event: KeyboardEvent): void {
  const { target } = event;
  if (event.defaultPrevented || event.isComposing || !(target instanceof Element)) return;
  if (target.closest(overlays) !== null) return;
  const circumstances = { mac: isMac, typing: takesText(target), singleKeys: singleKeys.get() };
  const id = findShortcut(event, circumstances);
  const handler = id === null ? undefined : shortcutHandler(id);
  if (handler === undefined) return;
  event.preventDefault();
  handler();
}
