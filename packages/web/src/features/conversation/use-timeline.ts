import type { ChatHandle } from '@parley/client/chat/chat-handle.ts';
import type { ChatSnapshot } from '@parley/client/chat/chat-snapshot.ts';
import { type Dispatch, type SetStateAction, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useParam } from '../../app/routing/use-shown.ts';
import { failureOf } from '../../data/failure.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { showToast } from '../../ui/toast.tsx';

/** Where somebody wants to be; a new object each time, so that asking twice works twice. */
export type Goal =
  | { readonly place: 'newest'; readonly focus?: boolean }
  /** A day whose first message is being asked for. */
  | { readonly place: 'day' }
  /** The line of new messages, which stands behind this number. */
  | { readonly place: 'unread'; readonly after: number }
  | {
      readonly place: 'message';
      readonly number: number;
      /** Lit up for a moment. */
      readonly lit: boolean;
      readonly focus?: boolean;
    };

/** Ways through a chat; each loads what it leads to. */
export interface Timeline {
  readonly goal: Goal | null;
  /** To a message, lit up. */
  readonly jumpTo: (number: number) => void;
  /** To the first message, or the newest, which gets the focus when asked. */
  readonly jumpToFirst: (focus: boolean) => void;
  readonly jumpToNewest: (focus?: boolean) => void;
  readonly jumpToUnread: (after: number) => void;
  /** To the first message of a day, or the first after it. */
  readonly jumpToDay: (day: Date) => void;
  /** Back to what was in sight when it went away, without a sign. */
  readonly returnTo: (number: number) => void;
}

/** The message of the address; null where it names none. */
function useAddressed(): number | null {
  const message = useParam('message');
  return message !== undefined && /^[1-9]\d{0,9}$/.test(message) ? Number(message) : null;
}

function openingGoal({ unread, chat }: ChatSnapshot, addressed: number | null): Goal {
  if (addressed !== null) return { place: 'message', number: addressed, lit: true };
  return unread > 0 && chat !== null ? { place: 'unread', after: chat.marks.read } : { place: 'newest' };
}

/** Loads what a goal leads to; false: there is no such message. */
function load(handle: ChatHandle, goal: Goal): Promise<boolean> {
  if (goal.place === 'message') return handle.loadAround(goal.number);
  if (goal.place === 'unread') return handle.loadAround(goal.after + 1);
  handle.showNewest();
  return Promise.resolve(true);
}

type Go = (next: Goal, otherwise?: Goal | null) => void;

/** Sets out for a goal, and says so when it cannot be reached; then there may be another. */
function useGo(handle: ChatHandle, setGoal: Dispatch<SetStateAction<Goal | null>>): Go {
  const translator = useTranslation();
  return useCallback(
    (next, otherwise = null) => {
      // First the goal: what it leads to is scrolled to in the very frame in which it comes.
      setGoal(next);
      const giveUp = (words: string) => {
        showToast(words, 'failed');
        setGoal((now) => (now === next ? otherwise : now));
      };
      load(handle, next).then(
        (found) => !found && next.place === 'message' && giveUp(translator.t('shell.notFound')),
        (cause) => giveUp(failureOf(cause, translator).message),
      );
    },
    [handle, setGoal, translator],
  );
}

/** Where in the chat somebody is going, from the message of the address, the first new one or the newest on. */
export function useTimeline(handle: ChatHandle, snapshot: ChatSnapshot): Timeline {
  const addressed = useAddressed();
  const [goal, setGoal] = useState<Goal | null>(() => openingGoal(snapshot, addressed));
  const go = useGo(handle, setGoal);
  const opening = useRef(goal);
  const shownAddress = useRef(addressed);
  useEffect(() => {
    if (opening.current !== null) go(opening.current, { place: 'newest' });
    else if (addressed !== null && addressed !== shownAddress.current) {
      go({ place: 'message', number: addressed, lit: true });
    }
    opening.current = null;
    shownAddress.current = addressed;
  }, [addressed, go]);
  const jumpToDay = useJumpToDay(handle, setGoal);
  const ways = useMemo(
    () => ({
      jumpToDay,
      jumpTo: (number: number) => go({ place: 'message', number, lit: true }),
      jumpToFirst: (focus: boolean) => go({ place: 'message', number: 1, lit: false, focus }),
      jumpToNewest: (focus = false) => go({ place: 'newest', focus }),
      jumpToUnread: (after: number) => go({ place: 'unread', after }),
      returnTo: (number: number) => go({ place: 'message', number, lit: false }),
    }),
    [go, jumpToDay],
  );
  return useMemo(() => ({ goal, ...ways }), [goal, ways]);
}

function useJumpToDay(handle: ChatHandle, setGoal: (goal: Goal | null) => void): (day: Date) => void {
  const translator = useTranslation();
  return useCallback(
    (day) => {
      setGoal({ place: 'day' });
      handle.loadAt(day).then(
        (number) => {
          // At once: the messages that just came must not be seen elsewhere first.
          flushSync(() => setGoal(number === null ? null : { place: 'message', number, lit: false }));
        },
        (cause) => {
          setGoal(null);
          showToast(failureOf(cause, translator).message, 'failed');
        },
      );
    },
    [handle, setGoal, translator],
  );
}
