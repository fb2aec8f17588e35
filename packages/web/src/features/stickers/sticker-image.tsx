import { useTranslation } from '../../i18n/use-translation.ts';
import type { Sticker } from './stickers.ts';

interface StickerImageProps {
  readonly name: Sticker;
  readonly size?: 'large' | 'small';
}

/** A sticker in its own picture; its name in words is what else there is of it. */
export function StickerImage({ name, size = 'large' }: StickerImageProps) {
  const { t } = useTranslation();
  const px = size === 'large' ? 144 : 72;
  return (
    <img
      src={`/stickers/${name}.svg`}
      alt={t(`stickers.${name}`)}
      width={px}
      height={px}
      draggable={false}
      className="block select-none"
    />
  );
}
