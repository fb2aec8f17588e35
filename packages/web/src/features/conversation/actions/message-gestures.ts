import { messageAt } from '@parley/client/chat/chat-state.ts';
import type { Message } from '@parley/protocol/message.ts';
import { type RefObject, useEffect, useRef } from 'react';
import { useConversation } from '../conversation-context.ts';
import { actionForKey, actionKeys, permittedActions } from './message-actions.ts';
import { usePerform } from './use-perform.ts';

const longPressMs = 450;
/** A finger that moves further than this scrolls. */
const stillPx = 10;

interface Touched {
  readonly message: Message;
  readonly article: HTMLElement;
  /** The button by which its menu floats. */
  readonly anchor: HTMLElement;
  readonly target: Element;
}

/** What happens on a message, wherever it comes from: keys, the second mouse button, a long press. */
interface Reactions {
  /** Answers whether the key meant something. */
  readonly key: (touched: Touched, key: string) => boolean;
  readonly menu: (touched: Touched) => void;
}

type Find = (target: EventTarget | null) => Touched | undefined;

function isSelecting(): boolean {
  return getSelection()?.isCollapsed === false;
}

function listenForKeys(list: HTMLElement, find: Find, { key }: Reactions, signal: AbortSignal): void {
  list.addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const touched = find(event.target);
      if (touched === undefined || touched.article !== event.target) return;
      if (key(touched, event.key)) event.preventDefault();
    },
    { signal },
  );
}

function listenForContextMenu(list: HTMLElement, find: Find, { menu }: Reactions, signal: AbortSignal): void {
  list.addEventListener(
    'contextmenu',
    (event) => {
      const touched = find(event.target);
      // A link and selected words keep the browser's own menu.
      if (touched === undefined || isSelecting() || touched.target.closest('a') !== null) return;
      event.preventDefault();
      if (!(event instanceof PointerEvent) || event.pointerType !== 'touch') menu(touched);
    },
    { signal },
  );
}

/** The press that opened something must not also press what is under the finger. */
function swallowClick(): void {
  const stop = new AbortController();
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
    stop.abort();
  };
  document.addEventListener('click', swallow, { capture: true, signal: stop.signal });
  document.addEventListener('pointerup', () => setTimeout(() => stop.abort(), 50), { once: true });
}

function listenForLongPress(list: HTMLElement, find: Find, { menu }: Reactions, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let from = { x: 0, y: 0 };
  const cancel = () => clearTimeout(timer);
  list.addEventListener(
    'pointerdown',
    (event) => {
      const touched = event.pointerType === 'touch' ? find(event.target) : undefined;
      cancel();
      if (touched === undefined) return;
      from = { x: event.clientX, y: event.clientY };
      timer = setTimeout(() => {
        swallowClick();
        menu(touched);
      }, longPressMs);
    },
    { signal },
  );
  list.addEventListener(
    'pointermove',
    ({ clientX, clientY }) => {
      if (Math.hypot(clientX - from.x, clientY - from.y) > stillPx) cancel();
    },
    { signal },
  );
  for (const end of ['pointerup', 'pointercancel']) list.addEventListener(end, cancel, { signal });
  signal.addEventListener('abort', cancel);
}

function useFind(): Find {
  const { chat } = useConversation();
  return (target) => {
    if (!(target instanceof Element)) return undefined;
    const article = target.closest<HTMLElement>('article[data-number]');
    const message = article === null ? undefined : messageAt(chat, Number(article.dataset.number));
    if (article === null || message === undefined || message.content === null) return undefined;
    const anchor = article.querySelector<HTMLElement>('[data-actions]') ?? article;
    return { message, article, anchor, target };
  };
}

function useReactions(): Reactions {
  const { chat, open } = useConversation();
  const perform = usePerform();
  return {
    key({ message, anchor }, key) {
      const action = actionForKey(key, permittedActions(message, chat));
      if (key === 'Enter') open({ kind: 'menu', message, anchor });
      else if (action !== undefined) perform(action, message, anchor);
      return key === 'Enter' || action !== undefined;
    },
    menu({ message, anchor, target }) {
      const who = target.closest('[data-reaction]') !== null;
      open(who ? { kind: 'info', message } : { kind: 'menu', message, anchor });
    },
  };
}

interface MessageGesturesProps {
  /** The element around the messages. */
  readonly around: RefObject<HTMLElement | null>;
}

/** Hears keys on the message that has the focus, the second mouse button, and long presses. */
export default function MessageGestures({ around }: MessageGesturesProps): null {
  const latest = { find: useFind(), ...useReactions() };
  const current = useRef(latest);
  useEffect(() => {
    current.current = latest;
  });
  useEffect(() => {
    const element = around.current;
    if (element === null) return;
    const stop = new AbortController();
    const find: Find = (target) => current.current.find(target);
    const reactions: Reactions = {
      key: (touched, key) => current.current.key(touched, key),
      menu: (touched) => current.current.menu(touched),
    };
    const keys = ['Enter', ...Object.values(actionKeys).map(([key]) => (key === '+' ? 'Plus' : key))];
    element.querySelector('[role=feed]')?.setAttribute('aria-keyshortcuts', [...new Set(keys)].join(' '));
    listenForKeys(element, find, reactions, stop.signal);
    listenForContextMenu(element, find, reactions, stop.signal);
    listenForLongPress(element, find, reactions, stop.signal);
    return () => stop.abort();
  }, [around]);
  return null;
}
