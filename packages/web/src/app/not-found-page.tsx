import { Compass } from 'lucide-react';
import { useTranslation } from '../i18n/use-translation.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { addresses } from './addresses.ts';
import { Link } from './routing/link.tsx';
import { usePageTitle } from './use-page-title.ts';

export function NotFoundPage() {
  const { t } = useTranslation();
  usePageTitle(t('shell.notFoundTitle'));
  return (
    <main className="flex h-full">
      <EmptyState
        heading="h1"
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
