import type { SessionView } from '@parley/protocol/user.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { MonitorSmartphone } from 'lucide-react';
import { client } from '../../data/client.ts';
import { useAction } from '../../data/use-action.ts';
import { useNow } from '../../data/use-now.ts';
import { ago } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import { LoadedList } from '../../ui/loaded-list.tsx';
import { deviceName } from './device-name.ts';
import { SettingsCard } from './settings-card.tsx';

function useSessions() {
  return useInfiniteQuery({
    queryKey: ['sessions'],
    queryFn: ({ pageParam, signal }) =>
      client.api.call('listSessions', { query: pageParam === '' ? {} : { cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  });
}

interface SessionRowProps {
  readonly session: SessionView;
  readonly onEnded: () => void;
}

function SessionRow({ session, onEnded }: SessionRowProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  const { busy, run } = useAction();
  const device = deviceName(session.device);
  async function end(): Promise<void> {
    if (await run(() => client.api.call('endSession', { params: { handle: session.handle } }))) onEnded();
  }
  return (
    <li className="flex items-center gap-3 py-2">
      <MonitorSmartphone aria-hidden size={20} className="shrink-0 text-ink-faint" />
      <div className="min-w-0 grow">
        <p dir="auto" className="truncate">
          {device}
        </p>
        <p className="text-sm text-ink-faint">
          {session.current
            ? t('settings.thisDevice')
            : t('settings.lastUsed', { when: ago(new Date(session.last_used_at), now, locale) })}
        </p>
      </div>
      {!session.current && (
        <Button
          compact
          busy={busy}
          aria-label={t('settings.endSessionFor', { device })}
          onClick={() => void end()}
        >
          {t('settings.endSession')}
        </Button>
      )}
    </li>
  );
}

/** Every place this account is signed in at, each to be signed out from here. */
export function SessionsSection() {
  const { t } = useTranslation();
  const sessions = useSessions();
  return (
    <SettingsCard title={t('settings.sessions')}>
      <LoadedList
        pending={sessions.isPending}
        failed={sessions.isError}
        hasMore={sessions.hasNextPage}
        loadingMore={sessions.isFetchingNextPage}
        onMore={() => void sessions.fetchNextPage()}
        onRetry={() => void sessions.refetch()}
      >
        <ul className="divide-y divide-line">
          {(sessions.data?.pages ?? [])
            .flatMap((page) => page.items)
            .map((session) => (
              <SessionRow key={session.handle} session={session} onEnded={() => void sessions.refetch()} />
            ))}
        </ul>
      </LoadedList>
    </SettingsCard>
  );
}
