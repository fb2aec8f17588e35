import { EmojiPicker, type SkinTone } from 'frimousse';
import { useId } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';

interface SkinTonesProps {
  readonly tone: SkinTone;
  readonly onChange: (tone: SkinTone) => void;
}

/** The skin tone of all emoji that have one; remembered on this device. */
export function SkinTones({ tone, onChange }: SkinTonesProps) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <EmojiPicker.SkinTone emoji="✋">
      {({ skinToneVariations }) => (
        <fieldset aria-label={t('emoji.skinTone')} className="flex shrink-0">
          {skinToneVariations.map(({ skinTone, emoji }) => (
            <label
              key={skinTone}
              title={t(`emoji.tones.${skinTone}`)}
              className="grid size-7 cursor-pointer place-items-center rounded-md text-base hover:bg-hover has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name={name}
                checked={skinTone === tone}
                onChange={() => onChange(skinTone)}
                aria-label={t(`emoji.tones.${skinTone}`)}
                className="sr-only"
              />
              <span aria-hidden>{emoji}</span>
            </label>
          ))}
        </fieldset>
      )}
    </EmojiPicker.SkinTone>
  );
}
