import { LogOut } from 'lucide-react';
import { usePageTitle } from '../../app/use-page-title.ts';
import { client } from '../../data/client.ts';
import { forgetDrafts } from '../../data/drafts.ts';
import { QueryArea } from '../../data/query-area.tsx';
import { useAccount } from '../../data/use-account.ts';
import { useAction } from '../../data/use-action.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { EmailSection } from './email-section.tsx';
import { KeyboardSection } from './keyboard-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { PrivacySection } from './privacy-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { RemoveSection } from './remove-section.tsx';
import { SessionsSection } from './sessions-section.tsx';

function SignOutButton() {
  const { t } = useTranslation();
  const { busy, run } = useAction();
  async function signOut(): Promise<void> {
    forgetDrafts();
    await client.session.signOut();
  }
  return (
    <Button busy={busy} onClick={() => void run(signOut)}>
      <LogOut aria-hidden size={17} className="rtl:-scale-x-100" />
      {t('auth.signOut')}
    </Button>
  );
}

/** The own account and this device. */
export function SettingsPage() {
  const { t } = useTranslation();
  const account = useAccount();
  usePageTitle(t('settings.title'));
  if (account === null) return null;
  return (
    <div className="min-w-0 grow overflow-y-auto">
      <div className="mx-auto grid w-full max-w-160 gap-4 px-3 pt-4 pb-10 desk:px-6">
        <header className="flex items-center gap-3 px-2 pb-1">
          <h1 className="grow text-xl font-semibold tracking-tight">{t('settings.title')}</h1>
          <SignOutButton />
        </header>
        <ProfileSection account={account} />
        <AppearanceSection />
        <KeyboardSection />
        <PrivacySection account={account} />
        <EmailSection account={account} />
        <PasswordSection account={account} />
        <QueryArea>
          <SessionsSection />
        </QueryArea>
        <RemoveSection />
      </div>
    </div>
  );
}
