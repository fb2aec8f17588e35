import { Outlet } from '../../app/routing/outlet.tsx';
import { useParam } from '../../app/routing/use-shown.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { classNames } from '../../ui/class-names.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Navigation } from './navigation.tsx';
import { ShellDialogs } from './shell-dialogs.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import { usePresenceReport } from './use-presence-report.ts';
import { useShellShortcuts } from './use-shell-shortcuts.ts';

/** The frame around every signed-in page: navigation, the state of the connection, the page. */
export function Shell() {
  const { t } = useTranslation();
  const inChat = useParam('number') !== undefined;
  useKeptFocus();
  usePresenceReport();
  useShellShortcuts();
  return (
    <div className="flex h-full flex-col-reverse desk:flex-row">
      <a
        href="#content"
        className="fixed start-2 top-2 z-50 -translate-y-20 rounded-md bg-accent px-4 py-2 text-on-accent focus:translate-y-0"
      >
        {t('shell.skipToContent')}
      </a>
      <div className={classNames('contents', inChat && 'max-desk:hidden')}>
        <Navigation />
      </div>
      <div className="flex min-h-0 min-w-0 grow flex-col">
        <ConnectionBanner />
        <main id="content" tabIndex={-1} className="flex min-h-0 grow outline-none">
          <Outlet />
        </main>
      </div>
      <ShellDialogs />
    </div>
  );
}
