import type { ChatHandle } from '@parley/client/chat/chat-handle.ts';
import { type ChatState, messageAt } from '@parley/client/chat/chat-state.ts';
import type { Message } from '@parley/protocol/message.ts';
import { useEffect, useMemo, useState } from 'react';

/** The message as it stands now, where it is held; undefined when it is pinned no longer. */
function current(chat: ChatState, pin: Message): Message | undefined {
  const held = messageAt(chat, pin.number) ?? pin;
  return held.pinned === true && held.content !== null ? held : undefined;
}

interface Read {
  /** The entry that pinned or unpinned last when they were read. */
  readonly at: number;
  readonly pins: readonly Message[];
}

/** Pinned messages, newest first: those that are held at once, all of them when the server has answered. */
export function usePins(handle: ChatHandle, chat: ChatState): readonly Message[] {
  const [read, setRead] = useState<Read>({ at: -1, pins: [] });
  const { pinsPosition } = chat;
  useEffect(() => {
    let gone = false;
    // Without a connection those that are held are shown.
    handle.pins().then(
      (pins) => !gone && setRead({ at: pinsPosition, pins }),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [handle, pinsPosition]);
  return useMemo(() => {
    const all = new Map([...read.pins, ...chat.messages].map((message) => [message.number, message]));
    const pins = [...all.values()].flatMap((pin) => current(chat, pin) ?? []);
    return pins.sort((one, other) => other.number - one.number);
  }, [read, chat]);
}
