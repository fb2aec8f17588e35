import { messageAt } from '@parley/client/chat/chat-state.ts';
import { receiptsOf } from '@parley/client/chat/receipts.ts';
import type { Message } from '@parley/protocol/message.ts';
import type { ReactNode } from 'react';
import { usePictures } from '../../../data/use-names.ts';
import { fullTime } from '../../../i18n/format.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useConversation } from '../conversation-context.ts';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <dt className="w-28 shrink-0 text-ink-faint">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

interface PeopleProps {
  readonly title: string;
  readonly usernames: readonly string[];
}

/** People under a heading; nothing when there are none. */
function People({ title, usernames }: PeopleProps) {
  const { number } = useTranslation();
  const { nameOf } = useConversation();
  const pictureOf = usePictures();
  if (usernames.length === 0) return null;
  return (
    <section aria-label={title} className="grid gap-1">
      <h3 className="text-sm font-semibold text-ink-soft">
        {title} <span className="font-normal tabular-nums">· {number(usernames.length)}</span>
      </h3>
      <ul className="flex max-h-48 flex-col gap-1 overflow-y-auto">
        {usernames.map((username) => (
          <li key={username} className="flex items-center gap-2.5">
            <Avatar name={nameOf(username)} seed={username} picture={pictureOf(username)} size="small" />
            <bdi className="truncate">{nameOf(username)}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who of the others has the message, and who has seen it; for its author. */
function Receipts({ message }: { readonly message: Message }) {
  const { t } = useTranslation();
  const { chat, me } = useConversation();
  const { read, delivered } = receiptsOf(chat, message.number, me);
  const reached = new Set<string | null>([me, ...read, ...delivered]);
  const sent = chat.members.flatMap(({ username }) =>
    username === null || reached.has(username) ? [] : [username],
  );
  return (
    <>
      <People title={t('conversation.state.read')} usernames={read} />
      <People title={t('conversation.state.delivered')} usernames={delivered} />
      <People title={t('conversation.notDelivered')} usernames={sent} />
    </>
  );
}

function Facts({ message }: { readonly message: Message }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { nameOf } = useConversation();
  return (
    <dl className="grid gap-1.5 text-sm">
      <Fact name={t('conversation.author')}>
        <bdi>{nameOf(message.sender)}</bdi>
      </Fact>
      <Fact name={t('conversation.sentAt')}>{fullTime(new Date(message.at), locale)}</Fact>
      {message.edited_at !== undefined && (
        <Fact name={t('conversation.editedAt')}>{fullTime(new Date(message.edited_at), locale)}</Fact>
      )}
      <Fact name={t('conversation.numberOf')}>
        <span className="tabular-nums">#{message.number}</span>
      </Fact>
    </dl>
  );
}

interface InfoDialogProps {
  readonly message: Message;
  readonly onClose: () => void;
}

/** When it was sent and changed, whom it reached, who reacted; kept current while it is open. */
export function InfoDialog({ message, onClose }: InfoDialogProps) {
  const { t } = useTranslation();
  const { chat, me } = useConversation();
  const current = messageAt(chat, message.number) ?? message;
  return (
    <Dialog title={t('conversation.infoTitle')} onClose={onClose}>
      <Facts message={current} />
      {current.sender === me && <Receipts message={current} />}
      {current.reactions?.map(({ emoji, usernames }) => (
        <People key={emoji} title={emoji} usernames={usernames} />
      ))}
    </Dialog>
  );
}
