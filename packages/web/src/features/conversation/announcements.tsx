import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { messageWords } from '../chats/preview.ts';
import { useConversation } from './conversation-context.ts';

/**
 * Says new messages of others to screen readers; older ones that load are not news. Worded from the message as it
 * stands, so that a deleted text does not stay behind here.
 */
export function Announcements() {
  const { t } = useTranslation();
  const { chat, me, nameOf } = useConversation();
  const newest = chat.messages.at(-1);
  const known = useRef(newest?.number ?? 0);
  const [announced, setAnnounced] = useState<number | null>(null);
  useEffect(() => {
    if (newest === undefined || newest.number <= known.current) return;
    known.current = newest.number;
    if (newest.sender !== me) setAnnounced(newest.number);
  }, [newest, me]);
  const message = chat.messages.findLast(({ number }) => number === announced);
  return (
    <p aria-live="polite" className="sr-only">
      {message !== undefined &&
        t('conversation.announce', { name: nameOf(message.sender), text: messageWords(message, t) })}
    </p>
  );
}
