import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { ChatAvatar } from '../chats/chat-avatar.tsx';
import type { SwitcherItem } from './switcher-items.ts';

function Content({ item }: { readonly item: SwitcherItem }) {
  const { t } = useTranslation();
  if (item.kind === 'chat') {
    const { chat, title } = item;
    return (
      <>
        <ChatAvatar chat={chat} title={title} size="small" />
        <bdi className="min-w-0 grow truncate">{title}</bdi>
        <Badge count={chat.unread} label={t('chats.unread', { count: chat.unread })} />
      </>
    );
  }
  if (item.kind === 'person') {
    const { name, username, avatar, presence } = item.friend;
    return (
      <>
        <Avatar name={name} seed={username} picture={avatar} size="small" presence={presence} />
        <bdi className="min-w-0 grow truncate">{name}</bdi>
        <span className="truncate text-sm text-ink-faint">@{username}</span>
      </>
    );
  }
  const { icon: Icon, title } = item;
  return (
    <>
      <span className="grid size-7 shrink-0 place-items-center rounded-sm bg-sunken text-ink-soft">
        <Icon aria-hidden size={16} />
      </span>
      <bdi className="min-w-0 grow truncate">{title}</bdi>
    </>
  );
}

interface SwitcherRowProps {
  readonly id: string;
  readonly item: SwitcherItem;
  readonly current: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

/** One thing to go to or to do; the focus stays in the field above, which names the current one. */
export function SwitcherRow({ id, item, current, onPoint, onChoose }: SwitcherRowProps): ReactNode {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={current}
      ref={(row) => {
        if (current) row?.scrollIntoView({ block: 'nearest' });
      }}
      onPointerMove={onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
      onKeyDown={(event) => event.key === 'Enter' && onChoose()}
      className="flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-2.5 aria-selected:bg-selected"
    >
      <Content item={item} />
    </div>
  );
}
