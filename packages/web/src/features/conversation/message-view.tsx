import { messageStatus } from '@parley/client/chat/receipts.ts';
import { Ban } from 'lucide-react';
import { usePictures } from '../../data/use-names.ts';
import { clockTime, fullTime } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { classNames } from '../../ui/class-names.ts';
import { LinkedText } from '../../ui/linked-text.tsx';
import { openDialog } from '../shell/dialogs.ts';
import { Bubble } from './bubble.tsx';
import { useConversation } from './conversation-context.ts';
import { DeliveryTick } from './delivery-tick.tsx';
import { MessageTools } from './message-tools.tsx';
import { Quote } from './quote.tsx';
import { Reactions } from './reactions.tsx';
import type { MessageRow } from './rows.ts';

/** Time, “edited”, how far it got: at the end of the text, where there is room for it. */
function Meta({ row }: { readonly row: MessageRow }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { chat, me } = useConversation();
  const { message, own, at } = row;
  const deleted = message.content === null;
  return (
    <span
      title={`${fullTime(at, locale)} · #${message.number}`}
      className={classNames(
        'float-end ms-3 mt-1 flex items-center gap-1 text-xs leading-4 select-none tabular-nums',
        own ? 'text-bubble-own-soft' : 'text-ink-faint',
      )}
    >
      {message.edited_at !== undefined && !deleted && <span>{t('conversation.edited')}</span>}
      <time dateTime={message.at}>{clockTime(at, locale)}</time>
      {own && !deleted && <DeliveryTick state={messageStatus(chat, message.number, me)} />}
    </span>
  );
}

function Text({ row }: { readonly row: MessageRow }) {
  const { t } = useTranslation();
  const { content } = row.message;
  if (content === null) {
    return (
      <span className="inline-flex items-center gap-1.5 text-ink-soft italic">
        <Ban aria-hidden size={15} />
        {t('conversation.deleted')}
      </span>
    );
  }
  return (
    <span dir="auto" className="whitespace-pre-wrap">
      <LinkedText text={content} />
    </span>
  );
}

function Author({ row }: { readonly row: MessageRow }) {
  const { chat, nameOf } = useConversation();
  if (row.own || chat.kind !== 'group' || !row.startsGroup) return null;
  return (
    <p className="mb-0.5 text-sm font-semibold text-accent">
      <bdi>{nameOf(row.message.sender)}</bdi>
    </p>
  );
}

/** In groups the author's picture stands at the foot of their run; elsewhere the space is saved. */
function Portrait({ row }: { readonly row: MessageRow }) {
  const { t } = useTranslation();
  const { chat, nameOf } = useConversation();
  const pictureOf = usePictures();
  const { sender } = row.message;
  if (row.own || chat.kind !== 'group') return null;
  if (!row.endsGroup) return <span className="w-7 shrink-0" />;
  const face = <Avatar name={nameOf(sender)} seed={sender ?? ''} picture={pictureOf(sender)} size="small" />;
  if (sender === null) return <span className="self-end">{face}</span>;
  return (
    <button
      type="button"
      aria-label={t('people.profileOf', { name: nameOf(sender) })}
      onClick={() => openDialog({ person: sender })}
      className="self-end rounded-full"
    >
      {face}
    </button>
  );
}

/** One posted message. */
export function MessageView({ row }: { readonly row: MessageRow }) {
  const { message, own } = row;
  const deleted = message.content === null;
  return (
    <div className={classNames('group/message flex gap-2', own && 'flex-row-reverse')}>
      <Portrait row={row} />
      <div className="min-w-0 max-w-[min(40rem,82%)]">
        <Bubble own={own} starts={row.startsGroup} ends={row.endsGroup}>
          <Author row={row} />
          {message.reply_to !== undefined && !deleted && <Quote number={message.reply_to} />}
          <Text row={row} />
          <Meta row={row} />
        </Bubble>
        {!deleted && <Reactions message={message} />}
      </div>
      {!deleted && <MessageTools message={message} />}
    </div>
  );
}
