import type { ChatSnapshot } from '@parley/client/chat/chat-snapshot.ts';
import { useEffect, useRef, useState } from 'react';

interface UnreadLine {
  /** Behind which number the line of new messages stands; null: there is none. */
  readonly line: number | null;
  /** Says whether somebody looks at the newest message: what comes then is no news. */
  readonly watch: (watched: boolean) => void;
}

/** The line of new messages (WEB23): where reading ended on opening, and again when something comes unseen. */
export function useUnreadLine({ unread, chat }: ChatSnapshot): UnreadLine {
  const read = chat?.marks.read ?? 0;
  const [line, setLine] = useState(() => (unread > 0 ? read : null));
  const before = useRef(unread);
  const watched = useRef(true);
  useEffect(() => {
    if (before.current === 0 && unread > 0 && !watched.current) setLine(read);
    before.current = unread;
  }, [unread, read]);
  const [watch] = useState(() => (now: boolean) => {
    watched.current = now;
  });
  return { line, watch };
}
