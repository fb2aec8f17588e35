import type { User } from '@parley/protocol/user.ts';
import { client } from '../../data/client.ts';
import { useAction } from '../../data/use-action.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { showToast } from '../../ui/toast.tsx';
import { ChatAvatar } from '../chats/chat-avatar.tsx';
import { type TitledChat, useTitledChats } from '../chats/use-titled-chats.ts';
import { mayManage } from '../groups/permissions.ts';

interface InviteToGroupProps {
  readonly person: Pick<User, 'name' | 'username'>;
  readonly onClose: () => void;
}

async function inviteTo(number: number, username: string): Promise<void> {
  const handle = client.chats.open(number);
  try {
    await handle.invite([username]);
  } finally {
    handle.close();
  }
}

/** Invites somebody to one of the groups one looks after. */
export default function InviteToGroup({ person, onClose }: InviteToGroupProps) {
  const { t } = useTranslation();
  const { busy, run } = useAction();
  const groups = useTitledChats('').filter(({ chat }) => chat.kind === 'group' && mayManage(chat.role));
  async function choose({ chat, title }: TitledChat): Promise<void> {
    if (!(await run(() => inviteTo(chat.number, person.username)))) return;
    showToast(t('people.invitedTo', { name: person.name, group: title }));
    onClose();
  }
  return (
    <Dialog title={t('people.inviteTitle', { name: person.name })} onClose={onClose}>
      {groups.length === 0 && <p className="text-ink-soft">{t('people.noGroups')}</p>}
      <ul className="-mx-2 grid max-h-80 gap-0.5 overflow-y-auto">
        {groups.map((group) => (
          <li key={group.chat.number}>
            <button
              type="button"
              disabled={busy}
              onClick={() => void choose(group)}
              className="flex w-full items-center gap-3 rounded-md p-2 text-start hover:bg-hover focus-visible:-outline-offset-2"
            >
              <ChatAvatar chat={group.chat} title={group.title} size="medium" />
              <bdi className="min-w-0 grow truncate font-medium">{group.title}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
