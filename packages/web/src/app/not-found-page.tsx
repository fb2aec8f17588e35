import { Compass } from 'lucide-react';
import { useTranslation } from '../i18n/use-translation.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { addresses } from './addresses.ts';
import { Link } from './routing/link.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <main className="flex h-full">
      <EmptyState
        icon={Compass}
        title={t('shell.notFoundTitle')}
        action={
          <Link to={addresses.chats} className="font-medium text-accent underline underline-offset-4">
            {t('shell.toChats')}
          </Link>
        }
      >
        {t('shell.notFound')}
      </EmptyState>
    </main>
  );
}
