import { useTranslation } from '../../i18n/use-translation.ts';
import { StickerImage } from './sticker-image.tsx';
import { stickers } from './stickers.ts';

interface StickerGridProps {
  /** `text` is what the sticker says in words, for whoever cannot see it. */
  readonly onSticker: (sticker: string, text: string) => void;
}

/** All stickers; one press sends. */
export function StickerGrid({ onSticker }: StickerGridProps) {
  const { t } = useTranslation();
  return (
    <ul aria-label={t('emoji.stickers')} className="grid max-h-96 grid-cols-4 gap-1 overflow-y-auto p-2">
      {stickers.map((name) => (
        <li key={name}>
          <button
            type="button"
            title={t(`stickers.${name}`)}
            onClick={() => onSticker(name, t(`stickers.${name}`))}
            className="grid w-full place-items-center rounded-md p-1.5 hover:bg-hover focus-visible:-outline-offset-2"
          >
            <StickerImage name={name} size="small" />
          </button>
        </li>
      ))}
    </ul>
  );
}
