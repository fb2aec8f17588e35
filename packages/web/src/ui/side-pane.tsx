import { ArrowLeft, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { IconButton } from './icon-button.tsx';
import { useWide } from './use-media.ts';

interface SidePaneProps {
  readonly title: string;
  readonly onClose: () => void;
  /** What the focus comes from, and goes back to afterwards; null leaves it where it is. */
  readonly takeOpener: () => Element | null;
  readonly children: ReactNode;
}

/** What stands beside the conversation, or over it; Escape inside it closes it. */
export function SidePane({ title, onClose, takeOpener, children }: SidePaneProps) {
  const { t } = useTranslation();
  const wide = useWide();
  const frame = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const opener = takeOpener();
    const pane = frame.current;
    const isInside = () => pane?.contains(document.activeElement) === true;
    // A field inside that wants the focus has it already.
    if (opener !== null && !isInside()) heading.current?.focus();
    return () => {
      const free = document.activeElement === document.body || isInside();
      if (free && opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [takeOpener]);
  return (
    <aside
      ref={frame}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
      className="flex min-w-0 grow flex-col"
    >
      <header className="flex min-h-15 shrink-0 items-center gap-1 border-b border-line px-2 wide:ps-5">
        {!wide && <IconButton icon={ArrowLeft} mirrored label={t('shell.close')} onClick={onClose} />}
        <h2 ref={heading} tabIndex={-1} className="grow truncate text-lg font-semibold outline-none">
          {title}
        </h2>
        {wide && <IconButton icon={X} label={t('shell.close')} onClick={onClose} />}
      </header>
      <div className="flex min-h-0 grow flex-col overflow-y-auto">{children}</div>
    </aside>
  );
}
