import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from '../i18n/use-translation.ts';
import { IconButton } from './icon-button.tsx';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** For a question that wants an answer: announced at once, no corner to close it by. */
  readonly role?: 'dialog' | 'alertdialog';
}

/** A modal dialog: holds the focus, gives it back, closes on Escape. A sheet at the foot of a phone. */
export function Dialog({ title, onClose, children, role = 'dialog' }: DialogProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className="fixed inset-0 z-40 flex items-end justify-center bg-veil desk:items-center desk:p-6"
    >
      <Modal className="max-h-[92%] w-full animate-[rise_180ms_var(--ease-calm)] overflow-y-auto rounded-t-xl bg-raised pb-[env(safe-area-inset-bottom)] shadow-float desk:max-w-110 desk:rounded-xl">
        <AriaDialog role={role} className="grid gap-4 p-5 outline-none desk:p-6">
          <div className="flex items-start gap-2">
            <Heading slot="title" className="grow text-lg font-semibold text-balance">
              {title}
            </Heading>
            {role === 'dialog' && (
              <IconButton icon={X} label={t('shell.close')} onClick={onClose} className="-me-2 -mt-2" />
            )}
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
