import { CloudOff, LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import { client } from '../../data/client.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';

/** A short break is not worth a word; only what lasts longer is shown. */
const quietMs = 1500;

function useDisconnected(): boolean {
  const { status } = useStore(client.connection.state);
  const down = status === 'connecting' || status === 'offline';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!down) return setShown(false);
    const timer = setTimeout(() => setShown(true), quietMs);
    return () => clearTimeout(timer);
  }, [down]);
  return shown;
}

/** One quiet line while the connection is away; an empty live region otherwise. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const { status } = useStore(client.connection.state);
  const shown = useDisconnected();
  const cutOff = !navigator.onLine;
  const Icon = cutOff ? CloudOff : LoaderCircle;
  const words = status === 'connecting' ? t('shell.connecting') : t('shell.reconnecting');
  return (
    <div role="status">
      {shown && (
        <p className="flex min-h-9 items-center justify-center gap-2 bg-notice-soft px-4 py-1 text-sm text-notice">
          <Icon aria-hidden size={16} className={cutOff ? '' : 'animate-spin'} />
          {cutOff ? t('shell.offline') : words}
          <button
            type="button"
            onClick={() => client.connection.reconnect()}
            className="rounded-sm font-medium underline underline-offset-4"
          >
            {t('shell.reconnectNow')}
          </button>
        </p>
      )}
    </div>
  );
}
