import { MessagesSquare } from 'lucide-react';
import { addresses } from '../../app/addresses.ts';
import { Link } from '../../app/routing/link.tsx';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { linkLook } from '../../ui/link-look.ts';
import { openDialog } from '../shell/dialogs.ts';

/** For whoever has no chat yet: the two ways to the first one. */
export default function FirstSteps() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={MessagesSquare}
      title={t('chats.emptyTitle')}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <Link to={addresses.peopleSection('directory')} className={linkLook}>
            {t('chats.emptyAction')}
          </Link>
          <Button onClick={() => openDialog('group')}>{t('chats.emptyGroup')}</Button>
        </div>
      }
    >
      {t('chats.empty')}
    </EmptyState>
  );
}
