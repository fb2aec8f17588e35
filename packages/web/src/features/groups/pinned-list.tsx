import type { Message } from '@parley/protocol/message.ts';
import { useEffect, useState } from 'react';
import { addresses } from '../../app/addresses.ts';
import { Link } from '../../app/routing/link.tsx';
import { useNames } from '../../data/use-names.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { messageWords } from '../chats/preview.ts';
import type { GroupProps } from './group-props.ts';

/** What is pinned in a chat now; null while that is not known. */
function usePins({ handle, chat }: GroupProps): readonly Message[] | null {
  const [pins, setPins] = useState<readonly Message[] | null>(null);
  const { pinsPosition } = chat;
  useEffect(() => {
    let wanted = pinsPosition >= 0;
    handle.pins().then(
      (found) => wanted && setPins(found),
      // Without a connection what was known stays.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [handle, pinsPosition]);
  return pins;
}

/** The pinned messages of a chat; pressing one goes there. Nothing while there are none. */
export function PinnedList(props: GroupProps) {
  const { t } = useTranslation();
  const nameOf = useNames(props.chat.members);
  const pins = usePins(props);
  if (pins === null || pins.length === 0) return null;
  return (
    <section aria-label={t('groups.pinned')} className="border-t border-line px-2 py-3">
      <h3 className="px-3 pb-1 text-sm font-semibold text-ink-soft">{t('groups.pinned')}</h3>
      <ul>
        {pins.map((message) => (
          <li key={message.number}>
            <Link
              to={addresses.message(props.chat.number, message.number)}
              className="block rounded-md px-3 py-2 hover:bg-hover focus-visible:-outline-offset-2"
            >
              <bdi className="block truncate text-sm font-medium">{nameOf(message.sender)}</bdi>
              <span dir="auto" className="line-clamp-2 text-sm [overflow-wrap:anywhere] text-ink-soft">
                {messageWords(message, t)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
