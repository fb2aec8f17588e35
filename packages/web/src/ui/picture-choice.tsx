import { limits } from '@parley/protocol/limits.ts';
import { ImageUp } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from './button.tsx';
import { showToast } from './toast.tsx';

interface PictureChoiceProps {
  readonly label: string;
  readonly removeLabel: string;
  readonly hasPicture: boolean;
  readonly onChoose: (file: File) => void;
  readonly onRemove: () => void;
}

/** Two buttons: choose a picture from this device, or do without. */
export function PictureChoice({ label, removeLabel, hasPicture, onChoose, onRemove }: PictureChoiceProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  function choose(file: File | undefined): void {
    if (file === undefined) return;
    const size = Math.floor(limits.pictureBytes / 1024);
    if (file.size <= limits.pictureBytes) onChoose(file);
    else showToast(t('settings.pictureTooLarge', { size }), 'failed');
  }
  return (
    <div className="flex flex-wrap gap-2">
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        hidden
        onChange={(event) => {
          choose(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button compact onClick={() => input.current?.click()}>
        <ImageUp aria-hidden size={17} />
        {label}
      </Button>
      {hasPicture && (
        <Button compact look="quiet" onClick={onRemove}>
          {removeLabel}
        </Button>
      )}
    </div>
  );
}
