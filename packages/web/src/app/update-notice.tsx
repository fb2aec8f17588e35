import { Sparkles, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { takeUpdate } from './app-update.ts';

/** Says quietly that a newer build is here, until it is taken or put off. */
export default function UpdateNotice() {
  const { t } = useTranslation();
  const [dismissed, setDismissed] = useState(false);
  if (dismissed) return null;
  return (
    <p className="pointer-events-auto flex animate-[rise_200ms_var(--ease-calm)] items-center gap-2.5 rounded-lg border border-line bg-raised py-1.5 ps-4 pe-1.5 text-sm shadow-float">
      <Sparkles aria-hidden size={16} className="shrink-0 text-accent" />
      {t('shell.updateReady')}
      <button
        type="button"
        onClick={takeUpdate}
        className="min-h-8 rounded-md px-2.5 font-medium text-accent hover:bg-hover"
      >
        {t('shell.updateReload')}
      </button>
      <IconButton icon={X} small label={t('shell.updateLater')} onClick={() => setDismissed(true)} />
    </p>
  );
}
