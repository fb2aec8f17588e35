import { useAction } from '../../data/use-action.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export interface Question {
  readonly title: string;
  readonly lead: string;
  /** The word on the button that does it. */
  readonly action: string;
  readonly onConfirm: () => Promise<unknown>;
}

/** Asks before something that cannot be taken back; closes when it is done. */
export default function ConfirmDialog({
  title,
  lead,
  action,
  onConfirm,
  onClose,
}: Question & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { busy, run } = useAction();
  async function confirm(): Promise<void> {
    if (await run(onConfirm)) onClose();
  }
  return (
    <Dialog role="alertdialog" title={title} onClose={onClose}>
      <p className="text-ink-soft">{lead}</p>
      <div className="mt-2 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t('shell.cancel')}</Button>
        <Button look="danger" busy={busy} onClick={() => void confirm()}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
