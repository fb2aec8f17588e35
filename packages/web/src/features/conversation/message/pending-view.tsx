import type { MessageDraft } from '@parley/client/outbox/pending-message.ts';
import { failureCode } from '../../../data/failure.ts';
import { clockTime } from '../../../i18n/format.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { StickerImage } from '../../stickers/sticker-image.tsx';
import { isSticker } from '../../stickers/stickers.ts';
import { useConversation } from '../conversation-context.ts';
import type { PendingRow } from '../rows.ts';
import { textIdOf } from '../text-id.ts';
import { Bubble } from './bubble.tsx';
import { DeliveryTick } from './delivery-tick.tsx';
import { isPicture } from './is-picture.ts';
import { MessageText } from './message-text.tsx';
import { Quote } from './quote.tsx';

const linkLook = 'rounded-sm font-medium underline underline-offset-3';

function PendingText({ draft }: { readonly draft: MessageDraft }) {
  const { t } = useTranslation();
  const { content, sticker, forward, mentions } = draft;
  if (forward !== undefined) return <em>{t('conversation.forwarding')}</em>;
  if (sticker !== undefined && isSticker(sticker)) return <StickerImage name={sticker} />;
  return <MessageText text={content ?? ''} mentions={mentions} />;
}

function FailedChoices({ row }: { readonly row: PendingRow }) {
  const { t } = useTranslation();
  const { handle, takeBack } = useConversation();
  const { clientId, draft, error } = row.pending;
  const reason =
    error === undefined ? t('conversation.state.failed') : t(`errors.${failureCode(error.code)}`);
  return (
    <p role="alert" className="mt-1 flex flex-wrap justify-end gap-x-3 px-1 text-sm text-danger">
      <span>{reason}</span>
      <button type="button" className={linkLook} onClick={() => handle.retry(clientId)}>
        {t('conversation.resend')}
      </button>
      {draft.content !== undefined && draft.sticker === undefined && (
        <button type="button" className={linkLook} onClick={() => takeBack(row.pending)}>
          {t('conversation.takeBack')}
        </button>
      )}
      <button type="button" className={linkLook} onClick={() => handle.discard(clientId)}>
        {t('conversation.discard')}
      </button>
    </p>
  );
}

/** An own message on its way. */
export function PendingView({ row }: { readonly row: PendingRow }) {
  const locale = useLocale();
  const { pending, at } = row;
  const { draft } = pending;
  return (
    <div className="flex flex-row-reverse gap-2">
      <div className="min-w-0 max-w-[min(40rem,82%)]">
        <Bubble own starts={row.startsGroup} ends={row.endsGroup} bare={isPicture(draft)}>
          {draft.reply_to !== undefined && <Quote number={draft.reply_to} />}
          <div id={textIdOf(row)} className="contents">
            <PendingText draft={draft} />
          </div>
          <span className="float-end ms-3 mt-1 flex items-center gap-1 text-xs leading-4 text-bubble-own-soft tabular-nums">
            <time dateTime={pending.at}>{clockTime(at, locale)}</time>
            <DeliveryTick state={pending.status} />
          </span>
        </Bubble>
        {pending.status === 'failed' && <FailedChoices row={row} />}
      </div>
    </div>
  );
}
