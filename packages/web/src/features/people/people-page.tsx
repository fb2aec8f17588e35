import { addresses } from '../../app/addresses.ts';
import { Link } from '../../app/routing/link.tsx';
import { useSearch } from '../../app/routing/use-shown.ts';
import { type PeopleSection, peopleSections, readSection } from '../../app/search-params.ts';
import { usePageTitle } from '../../app/use-page-title.ts';
import { QueryArea } from '../../data/query-area.tsx';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Badge } from '../../ui/badge.tsx';
import { useAttention } from '../shell/use-attention.ts';
import { BlockedSection } from './blocked-section.tsx';
import { DirectorySection } from './directory-section.tsx';
import { FriendsSection } from './friends-section.tsx';
import { RequestsSection } from './requests-section.tsx';

const labels = {
  friends: 'people.friends',
  requests: 'people.requests',
  directory: 'people.directory',
  blocked: 'people.blocked',
} as const satisfies Record<PeopleSection, string>;

const sections: Record<PeopleSection, () => React.ReactNode> = {
  friends: FriendsSection,
  requests: RequestsSection,
  directory: DirectorySection,
  blocked: BlockedSection,
};

function SectionLinks({ current }: { readonly current: PeopleSection }) {
  const { t } = useTranslation();
  const { requests } = useAttention();
  return (
    <nav aria-label={t('people.sections')} className="flex flex-wrap gap-1 px-4 pb-3 desk:px-6">
      {peopleSections.map((section) => (
        <Link
          key={section}
          to={addresses.peopleSection(section)}
          aria-current={section === current ? 'page' : undefined}
          className="flex min-h-9 shrink-0 items-center gap-2 rounded-full border border-transparent px-2.5 text-sm font-medium text-ink-soft hover:bg-hover desk:px-3.5 aria-[current]:border-accent/30 aria-[current]:bg-selected aria-[current]:text-accent"
        >
          {t(labels[section])}
          {section === 'requests' && (
            <Badge count={requests} label={t('shell.newRequests', { count: requests })} />
          )}
        </Link>
      ))}
    </nav>
  );
}

/** Friends, requests, everybody, and whom one does not want to hear from. */
export function PeoplePage() {
  const { t } = useTranslation();
  const { section = 'friends' } = useSearch(readSection);
  const { requests } = useAttention();
  const Section = sections[section];
  usePageTitle(t('people.title'), requests);
  return (
    <div className="flex min-w-0 grow flex-col bg-surface">
      <div className="mx-auto flex min-h-0 w-full max-w-180 grow flex-col">
        <h1 className="px-5 pt-4 pb-3 text-xl font-semibold tracking-tight desk:px-7">{t('people.title')}</h1>
        <SectionLinks current={section} />
        <div className="flex min-h-0 grow flex-col overflow-y-auto px-2 pb-6 desk:px-4">
          <QueryArea>
            <Section />
          </QueryArea>
        </div>
      </div>
    </div>
  );
}
