import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { IconButton } from './icon-button.tsx';

interface SidePaneProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Beside the conversation where there is room, over it elsewhere; Escape closes it. */
export function SidePane({ title, onClose, children }: SidePaneProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <aside
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
      className="absolute inset-0 z-10 flex flex-col border-line bg-surface wide:static wide:w-86 wide:shrink-0 wide:border-s"
    >
      <header className="flex min-h-15 shrink-0 items-center gap-2 border-b border-line ps-5 pe-2">
        <h2 ref={heading} tabIndex={-1} className="grow truncate text-lg font-semibold outline-none">
          {title}
        </h2>
        <IconButton icon={X} label={t('shell.close')} onClick={onClose} />
      </header>
      <div className="flex min-h-0 grow flex-col overflow-y-auto">{children}</div>
    </aside>
  );
}
