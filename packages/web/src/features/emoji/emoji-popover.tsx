import type { RefObject } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { useTranslation } from '../../i18n/use-translation.ts';
import { AriaLanguage } from '../../ui/aria-language.tsx';
import { StickerGrid } from '../stickers/sticker-grid.tsx';
import { EmojiPanel } from './emoji-panel.tsx';

interface EmojiPopoverProps {
  readonly triggerRef: RefObject<HTMLElement | null>;
  readonly onEmoji: (emoji: string) => void;
  /** Left out where a sticker makes no sense; `text` is what it says in words. */
  readonly onSticker?: (sticker: string, text: string) => void;
  readonly onClose: () => void;
}

const tabLook =
  'min-h-9 cursor-pointer rounded-md px-4 text-sm font-medium text-ink-soft outline-none data-[focus-visible]:outline-2 data-[focus-visible]:-outline-offset-2 data-[focus-visible]:outline-accent data-[hovered]:bg-hover data-[selected]:bg-selected data-[selected]:text-accent content-center';

function EmojiAndStickers({
  onEmoji,
  onSticker,
}: Required<Pick<EmojiPopoverProps, 'onEmoji' | 'onSticker'>>) {
  const { t } = useTranslation();
  return (
    <Tabs className="flex flex-col">
      <TabList aria-label={t('conversation.openEmoji')} className="flex gap-1 px-2 pt-2">
        <Tab id="emoji" className={tabLook}>
          {t('emoji.title')}
        </Tab>
        <Tab id="stickers" className={tabLook}>
          {t('emoji.stickers')}
        </Tab>
      </TabList>
      <TabPanel id="emoji" className="outline-none">
        <EmojiPanel onEmoji={onEmoji} />
      </TabPanel>
      <TabPanel id="stickers" className="outline-none">
        <StickerGrid onSticker={onSticker} />
      </TabPanel>
    </Tabs>
  );
}

/** All emoji, and stickers beside them, floating by the button that opened it. */
export default function EmojiPopover({ triggerRef, onEmoji, onSticker, onClose }: EmojiPopoverProps) {
  const { t } = useTranslation();
  return (
    <AriaLanguage>
      <Popover
        isOpen
        triggerRef={triggerRef}
        onOpenChange={(open) => !open && onClose()}
        placement="top end"
        offset={8}
        containerPadding={8}
        className="w-[min(22rem,calc(100vw-1rem))] animate-[rise_120ms_var(--ease-calm)] rounded-lg border border-line bg-raised shadow-float"
      >
        <Dialog aria-label={t('emoji.title')} className="outline-none">
          {onSticker === undefined ? (
            <EmojiPanel onEmoji={onEmoji} />
          ) : (
            <EmojiAndStickers onEmoji={onEmoji} onSticker={onSticker} />
          )}
        </Dialog>
      </Popover>
    </AriaLanguage>
  );
}
