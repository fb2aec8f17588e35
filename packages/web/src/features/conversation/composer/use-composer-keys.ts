import { type KeyboardEvent, type RefObject, useRef } from 'react';
import { useConversation } from '../conversation-context.ts';
import { type Composition, lastEditable } from './composition.ts';

/** Takes a key before the composer does; answers whether it did. */
export type CompletionKeys = (event: KeyboardEvent) => boolean;

interface ComposerKeys {
  readonly onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  /** Where an open list of completions says which keys are its own. */
  readonly completion: RefObject<CompletionKeys | null>;
}

/** Whether one writes with keys; where fingers write, Enter makes a new line. */
export function hasKeyboard(): boolean {
  return matchMedia('(pointer: fine)').matches;
}

/** Formats the selection by a letter; the code for it is loaded with the first one. */
function format(field: HTMLTextAreaElement, key: string): boolean {
  const formats = 'bie'.includes(key.toLowerCase());
  if (formats) void import('./format-selection.ts').then(({ formatByKey }) => formatByKey(field, key));
  return formats;
}

/** Whether an Enter sends: with Ctrl or ⌘ always, plain where there is a keyboard. */
function isSending({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key === 'Enter' && (ctrlKey || metaKey || (!shiftKey && hasKeyboard()));
}

export function useComposerKeys(composition: Composition, send: () => void): ComposerKeys {
  const { chat, me } = useConversation();
  const completion = useRef<CompletionKeys | null>(null);

  function editLast(): boolean {
    const { text, aim } = composition.state.get();
    const message = text === '' && aim === null ? lastEditable(chat.messages, me) : undefined;
    if (message !== undefined) composition.edit(message);
    return message !== undefined;
  }

  function letGo(): boolean {
    const held = composition.state.get().aim !== null;
    if (held) composition.letGo();
    return held;
  }

  function take(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    const { key, ctrlKey, metaKey, shiftKey, altKey, currentTarget } = event;
    if (completion.current?.(event) === true) return true;
    if (isSending(event)) {
      send();
      return true;
    }
    if ((ctrlKey || metaKey) && !shiftKey && !altKey) return format(currentTarget, key);
    if (key === 'Escape') return letGo();
    return key === 'ArrowUp' && !altKey && editLast();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    // While an input method composes, its Enter and arrows are its own.
    if (!event.nativeEvent.isComposing && take(event)) event.preventDefault();
  }
  return { onKeyDown, completion };
}
