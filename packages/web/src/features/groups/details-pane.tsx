import type { ChatHandle } from '@parley/client/chat/chat-handle.ts';
import { useChatHandle } from '../../data/use-chat.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { SidePane } from '../../ui/side-pane.tsx';
import { takeOpener, usePane } from '../panes/use-pane.ts';
import { GroupDetails } from './group-details.tsx';
import { PersonDetails } from './person-details.tsx';
import { PinnedList } from './pinned-list.tsx';

function Details({ handle }: { readonly handle: ChatHandle }) {
  const { chat } = useStore(handle.state);
  if (chat === null) return null;
  const Face = chat.kind === 'group' ? GroupDetails : PersonDetails;
  return (
    <>
      <Face handle={handle} chat={chat} />
      <PinnedList handle={handle} chat={chat} />
    </>
  );
}

/** Who is in a chat and what can be done with it, beside the conversation. */
export default function DetailsPane({ number }: { readonly number: number }) {
  const { t } = useTranslation();
  const handle = useChatHandle(number);
  const { close } = usePane();
  return (
    <SidePane title={t('conversation.details')} onClose={close} takeOpener={takeOpener}>
      {handle !== null && <Details handle={handle} />}
    </SidePane>
  );
}
