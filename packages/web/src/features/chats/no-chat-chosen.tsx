import { MessagesSquare } from 'lucide-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** Fills the place of the conversation on a desk while none is open. */
export function NoChatChosen() {
  const { t } = useTranslation();
  return (
    <div className="hidden min-w-0 grow desk:flex">
      <EmptyState icon={MessagesSquare} title={t('chats.chooseTitle')}>
        {t('chats.choose')}
      </EmptyState>
    </div>
  );
}
