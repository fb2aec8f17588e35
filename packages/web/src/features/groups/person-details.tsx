import { Search } from 'lucide-react';
import { QueryArea } from '../../data/query-area.tsx';
import { useMyUsername } from '../../data/use-account.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { ActionLine } from '../../ui/action-line.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { otherOf } from '../conversation/other-member.ts';
import { usePane } from '../panes/use-pane.ts';
import { PersonProfile } from '../people/person-profile.tsx';
import type { GroupProps } from './group-props.ts';

function Gone() {
  const { t } = useTranslation();
  const name = t('chats.deletedUser');
  return (
    <div className="grid justify-items-center gap-3 text-center">
      <Avatar name={name} seed="" size="huge" />
      <p className="text-lg font-semibold">{name}</p>
    </div>
  );
}

/** The other person of a private chat. */
export function PersonDetails({ chat }: GroupProps) {
  const { t } = useTranslation();
  const { open } = usePane();
  const username = otherOf(chat, useMyUsername())?.username ?? null;
  return (
    <div className="px-4 py-6">
      {username === null ? (
        <Gone />
      ) : (
        <QueryArea>
          <PersonProfile username={username} offersChat={false}>
            <ActionLine icon={Search} onClick={() => open({ pane: 'search', chat: chat.number })}>
              {t('conversation.searchHere')}
            </ActionLine>
          </PersonProfile>
        </QueryArea>
      )}
    </div>
  );
}
