import { Outlet } from '../../app/routing/outlet.tsx';
import { useInstance } from '../../data/instance.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Logo } from '../../ui/logo.tsx';
import { LanguageSelect } from './language-select.tsx';

/** The calm page around signing in, registering and resetting. */
export function AuthLayout() {
  const { t } = useTranslation();
  const name = useInstance()?.name ?? t('shell.appName');
  return (
    <main className="grid min-h-full place-items-center overflow-y-auto p-4 max-desk:bg-surface">
      <div className="w-full max-w-100 desk:my-10">
        <div className="mb-7 flex items-center gap-3">
          <Logo size={44} />
          <div className="min-w-0">
            <p className="text-xl [overflow-wrap:anywhere] font-semibold tracking-tight">
              <bdi>{name}</bdi>
            </p>
            <p className="text-sm text-ink-soft">{t('auth.tagline')}</p>
          </div>
        </div>
        <div className="desk:rounded-xl desk:border desk:border-line desk:bg-surface desk:p-7">
          <Outlet />
        </div>
        <LanguageSelect />
      </div>
    </main>
  );
}
