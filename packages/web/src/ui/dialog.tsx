import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from '../i18n/use-translation.ts';
import { AriaLanguage } from './aria-language.tsx';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import { useBackCloses } from './use-back-closes.ts';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** For a question that wants an answer: announced at once, no corner to close it by. */
  readonly role?: 'dialog' | 'alertdialog';
  /** `bare`: without a heading in sight, high on the screen; for what is its own first line. */
  readonly look?: 'titled' | 'bare';
}

function TitleLine({
  title,
  onClose,
  closable,
}: Pick<DialogProps, 'title' | 'onClose'> & { closable: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="flex items-start gap-2">
      <Heading slot="title" className="grow text-lg font-semibold text-balance">
        {title}
      </Heading>
      {closable && <IconButton icon={X} label={t('shell.close')} onClick={onClose} className="-me-2 -mt-2" />}
    </div>
  );
}

/** A modal dialog: holds the focus, gives it back, closes on Escape and on going back. A sheet at the foot of a phone. */
export function Dialog({ title, onClose, children, role = 'dialog', look = 'titled' }: DialogProps) {
  const bare = look === 'bare';
  useBackCloses(onClose);
  return (
    <AriaLanguage>
      <ModalOverlay
        isOpen
        isDismissable
        onOpenChange={(open) => !open && onClose()}
        className={classNames(
          'fixed inset-0 z-40 flex justify-center bg-veil',
          bare ? 'items-start p-3 pt-[8vh] desk:pt-[14vh]' : 'items-end desk:items-center desk:p-6',
        )}
      >
        <Modal
          className={classNames(
            'w-full animate-[rise_180ms_var(--ease-calm)] bg-raised shadow-float',
            bare
              ? 'max-w-140 overflow-hidden rounded-xl border border-line'
              : 'max-h-[92%] overflow-y-auto rounded-t-xl pb-[env(safe-area-inset-bottom)] desk:max-w-110 desk:rounded-xl',
          )}
        >
          <AriaDialog
            role={role}
            {...(bare ? { 'aria-label': title } : {})}
            className={classNames('outline-none', !bare && 'grid gap-4 p-5 desk:p-6')}
          >
            {!bare && <TitleLine title={title} onClose={onClose} closable={role === 'dialog'} />}
            {children}
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </AriaLanguage>
  );
}
