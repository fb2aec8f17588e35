import { type LucideIcon, MessagesSquare, Search, Settings, Users } from 'lucide-react';
import { addresses } from '../../app/addresses.ts';
import { Link } from '../../app/routing/link.tsx';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Badge } from '../../ui/badge.tsx';
import { Logo } from '../../ui/logo.tsx';
import { useAttention } from './use-attention.ts';

interface Destination {
  readonly to: string;
  readonly icon: LucideIcon;
  readonly label: string;
  readonly count: number;
  readonly countLabel: string;
}

function useDestinations(): readonly Destination[] {
  const { t } = useTranslation();
  const { unread, requests } = useAttention();
  const none = { count: 0, countLabel: '' };
  return [
    {
      to: addresses.chats,
      icon: MessagesSquare,
      label: t('shell.chats'),
      count: unread,
      countLabel: t('shell.unreadMessages', { count: unread }),
    },
    {
      to: addresses.people,
      icon: Users,
      label: t('shell.people'),
      count: requests,
      countLabel: t('shell.newRequests', { count: requests }),
    },
    { to: addresses.search, icon: Search, label: t('shell.search'), ...none },
    { to: addresses.settings, icon: Settings, label: t('shell.settings'), ...none },
  ];
}

function DestinationLink({ to, icon: Icon, label, count, countLabel }: Destination) {
  return (
    <Link
      to={to}
      className="group relative flex grow flex-col items-center gap-1 rounded-md py-2 text-[0.6875rem] font-medium text-ink-faint transition-colors hover:text-ink desk:w-20 desk:grow-0 data-[status=active]:text-accent"
    >
      <span className="grid h-8 w-13 place-items-center rounded-full transition-colors group-hover:bg-hover group-data-[status=active]:bg-selected">
        <Icon aria-hidden size={21} strokeWidth={1.9} />
      </span>
      {label}
      <span className="absolute start-[calc(50%+4px)] top-1">
        <Badge count={count} label={countLabel} />
      </span>
    </Link>
  );
}

/** The main navigation: a rail on a desk, a bar at the thumb's reach on a phone. */
export function Navigation() {
  const { t } = useTranslation();
  const destinations = useDestinations();
  return (
    <nav
      aria-label={t('shell.navigation')}
      className="flex shrink-0 gap-1 border-line bg-canvas px-1 pb-[env(safe-area-inset-bottom)] max-desk:border-t desk:w-22 desk:flex-col desk:items-center desk:border-e desk:py-3"
    >
      <span className="mb-3 hidden desk:block">
        <Logo size={34} />
      </span>
      {destinations.map((destination) => (
        <DestinationLink key={destination.to} {...destination} />
      ))}
    </nav>
  );
}
