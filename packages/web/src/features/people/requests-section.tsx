import type { FriendRequest } from '@parley/protocol/friend.ts';
import { Inbox } from 'lucide-react';
import { useEffect } from 'react';
import { client } from '../../data/client.ts';
import { useAction } from '../../data/use-action.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PersonMenu } from './person-menu.tsx';
import { PersonRow } from './person-row.tsx';

/** Long enough to have been seen before the badge goes. */
const seenAfterMs = 1200;

/** A request that was looked at is no longer news. */
function useMarkSeen(received: readonly FriendRequest[]): void {
  useEffect(() => {
    const fresh = received.filter(({ status }) => status === 'unread');
    if (fresh.length === 0) return;
    const timer = setTimeout(() => {
      // Failing to say so only leaves the badge; the next look says it again.
      for (const { from } of fresh) client.friends.markRead(from.username).catch(() => undefined);
    }, seenAfterMs);
    return () => clearTimeout(timer);
  }, [received]);
}

function ReceivedRow({ request }: { readonly request: FriendRequest }) {
  const { t } = useTranslation();
  const { busy, run } = useAction();
  const { username } = request.from;
  return (
    <PersonRow person={request.from} note={t('people.wantsFriend')}>
      <Button
        look="primary"
        compact
        busy={busy}
        onClick={() => void run(() => client.friends.accept(username))}
      >
        {t('people.accept')}
      </Button>
      <Button compact disabled={busy} onClick={() => void run(() => client.friends.reject(username))}>
        {t('people.reject')}
      </Button>
      <PersonMenu person={request.from} relation="request_received" />
    </PersonRow>
  );
}

function SentRow({ request }: { readonly request: FriendRequest }) {
  const { t } = useTranslation();
  const { busy, run } = useAction();
  return (
    <PersonRow person={request.to}>
      <Button
        compact
        busy={busy}
        onClick={() => void run(() => client.friends.withdraw(request.to.username))}
      >
        {t('people.withdraw')}
      </Button>
      <PersonMenu person={request.to} relation="request_sent" />
    </PersonRow>
  );
}

const headingLook = 'px-3 pt-3 pb-1 text-sm font-semibold text-ink-soft';

/** Requests both ways; looking at the received ones marks them read. */
export function RequestsSection() {
  const { t } = useTranslation();
  const { received, sent } = useStore(client.friends.state);
  useMarkSeen(received);
  if (received.length + sent.length === 0) {
    return (
      <EmptyState icon={Inbox} title={t('people.noRequestsTitle')}>
        {t('people.noRequests')}
      </EmptyState>
    );
  }
  return (
    <>
      {received.length > 0 && <h2 className={headingLook}>{t('people.received')}</h2>}
      <ul aria-label={t('people.received')}>
        {received.map((request) => (
          <ReceivedRow key={request.from.username} request={request} />
        ))}
      </ul>
      {sent.length > 0 && <h2 className={headingLook}>{t('people.sent')}</h2>}
      <ul aria-label={t('people.sent')}>
        {sent.map((request) => (
          <SentRow key={request.to.username} request={request} />
        ))}
      </ul>
    </>
  );
}
