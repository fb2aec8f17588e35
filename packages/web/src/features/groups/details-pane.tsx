import type { ChatHandle } from '@parley/client/chat/chat-handle.ts';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useChatHandle } from '../../data/use-chat.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { SidePane } from '../../ui/side-pane.tsx';
import { GroupDetails } from './group-details.tsx';
import { PersonDetails } from './person-details.tsx';

function Details({ handle }: { readonly handle: ChatHandle }) {
  const { chat } = useStore(handle.state);
  if (chat === null) return null;
  return chat.kind === 'group' ? <GroupDetails handle={handle} chat={chat} /> : <PersonDetails chat={chat} />;
}

/** Who is in a chat and what can be done with it, beside the conversation. */
export function DetailsPane() {
  const { t } = useTranslation();
  const { number } = useParams({ from: '/shell/chats/$number/details' });
  const navigate = useNavigate();
  const handle = useChatHandle(Number(number));
  const close = () => void navigate({ to: '/chats/$number', params: { number } });
  return (
    <SidePane title={t('conversation.details')} onClose={close}>
      {handle !== null && <Details handle={handle} />}
    </SidePane>
  );
}
