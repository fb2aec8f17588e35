import { messageStatus } from '@parley/client/chat/receipts.ts';
import { Ban, Forward } from 'lucide-react';
import { usePictures } from '../../../data/use-names.ts';
import { clockTime, fullTime } from '../../../i18n/format.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { openDialog } from '../../shell/dialogs.ts';
import { StickerImage } from '../../stickers/sticker-image.tsx';
import { isSticker } from '../../stickers/stickers.ts';
import { useConversation } from '../conversation-context.ts';
import type { MessageRow } from '../rows.ts';
import { textIdOf } from '../text-id.ts';
import { Bubble } from './bubble.tsx';
import { DeliveryTick } from './delivery-tick.tsx';
import { isPicture } from './is-picture.ts';
import { MessageText } from './message-text.tsx';
import { MessageTools } from './message-tools.tsx';
import { Quote } from './quote.tsx';
import { Reactions } from './reactions.tsx';

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
  const { content, mentions, sticker } = row.message;
  if (content === null) {
    return (
      <span className="inline-flex items-center gap-1.5 text-ink-soft italic">
        <Ban aria-hidden size={15} />
        {t('conversation.deleted')}
      </span>
    );
  }
  if (sticker !== undefined && isSticker(sticker)) return <StickerImage name={sticker} />;
  return <MessageText text={content} mentions={mentions} />;
}

/** Says that somebody else wrote it. */
function ForwardedLine({ from }: { readonly from: string }) {
  const { t } = useTranslation();
  const { nameOf } = useConversation();
  return (
    <p className="mb-0.5 flex items-center gap-1.5 text-sm text-ink-soft">
      <Forward aria-hidden size={14} className="shrink-0 rtl:-scale-x-100" />
      <bdi className="truncate">{t('conversation.forwardedFrom', { name: nameOf(from) })}</bdi>
    </p>
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
      aria-label={t('conversation.profileOf', { name: nameOf(sender) })}
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
        <Bubble own={own} starts={row.startsGroup} ends={row.endsGroup} bare={isPicture(message)}>
          <Author row={row} />
          {message.forwarded_from !== undefined && !deleted && (
            <ForwardedLine from={message.forwarded_from} />
          )}
          {message.reply_to !== undefined && !deleted && <Quote number={message.reply_to} />}
          <div id={textIdOf(row)} className="contents">
            <Text row={row} />
          </div>
          <Meta row={row} />
        </Bubble>
        {!deleted && <Reactions message={message} />}
      </div>
      {!deleted && <MessageTools message={message} />}
    </div>
  );
}
