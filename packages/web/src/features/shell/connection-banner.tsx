import { Check, CloudOff, LoaderCircle, type LucideIcon } from 'lucide-react';
import { useParam } from '../../app/routing/use-shown.ts';
import { client } from '../../data/client.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { classNames } from '../../ui/class-names.ts';
import { type ConnectionPhase, useConnectionPhase, useSecondsUntil } from './use-connection-phase.ts';

const icons: Readonly<Record<NonNullable<ConnectionPhase>, LucideIcon>> = {
  cutOff: CloudOff,
  connecting: LoaderCircle,
  waiting: CloudOff,
  back: Check,
};

const words = {
  cutOff: 'shell.offline',
  connecting: 'shell.connecting',
  waiting: 'shell.reconnecting',
  back: 'shell.backOnline',
} as const;

/** The time of the next try, for the eyes only, and a way not to wait for it. */
function NextTry() {
  const { t } = useTranslation();
  const seconds = useSecondsUntil(useStore(client.connection.state).retryAt);
  return (
    <>
      {seconds !== null && seconds > 0 && (
        <span aria-hidden className="tabular-nums">
          {t('shell.nextTry', { seconds })}
        </span>
      )}
      <button
        type="button"
        onClick={() => client.connection.reconnect()}
        className="pointer-events-auto min-h-7 rounded-md px-1.5 font-medium underline underline-offset-4"
      >
        {t('shell.reconnectNow')}
      </button>
    </>
  );
}

/** One quiet line over the page, which does not move for it; an empty live region while all is well. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const phase = useConnectionPhase();
  const inChat = useParam('number') !== undefined;
  const Icon = phase === null ? null : icons[phase];
  return (
    <div
      role="status"
      className={classNames(
        'pointer-events-none fixed inset-x-0 top-2 z-30 flex justify-center px-3 desk:start-104',
        inChat && 'max-desk:top-17',
      )}
    >
      {phase !== null && Icon !== null && (
        <p
          className={classNames(
            'flex min-h-9 items-center gap-2 rounded-full border px-4 py-0.5 text-sm shadow-float',
            phase === 'back'
              ? 'animate-[fade-away_2500ms_var(--ease-calm)_forwards] border-line bg-raised text-accent'
              : 'animate-[rise_200ms_var(--ease-calm)] border-notice/25 bg-notice-soft text-notice',
          )}
        >
          <Icon
            aria-hidden
            size={16}
            className={classNames('shrink-0', phase === 'connecting' && 'animate-spin')}
          />
          {t(words[phase])}
          {phase === 'waiting' && <NextTry />}
        </p>
      )}
    </div>
  );
}
