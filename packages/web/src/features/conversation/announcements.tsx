import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { messageWords } from '../chats/preview.ts';
import { useConversation } from './conversation-context.ts';

/** Says new messages of others to screen readers; older ones that load are not news. */
export function Announcements() {
  const { t } = useTranslation();
  const { chat, me, nameOf } = useConversation();
  const newest = chat.messages.at(-1);
  const known = useRef(newest?.number ?? 0);
  const [words, setWords] = useState('');
  useEffect(() => {
    if (newest === undefined || newest.number <= known.current) return;
    known.current = newest.number;
    if (newest.sender === me) return;
    setWords(t('conversation.announce', { name: nameOf(newest.sender), text: messageWords(newest, t) }));
  }, [newest, me, nameOf, t]);
  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}
