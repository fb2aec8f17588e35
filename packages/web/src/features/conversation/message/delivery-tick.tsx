import { Check, CheckCheck, CircleAlert, Clock } from 'lucide-react';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { classNames } from '../../../ui/class-names.ts';

export type Delivery = 'queued' | 'sending' | 'failed' | 'sent' | 'delivered' | 'read';

const icons = {
  queued: Clock,
  sending: Clock,
  failed: CircleAlert,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
} as const;

/** How far an own message got; in words for screen readers and on hover. */
export function DeliveryTick({ state }: { readonly state: Delivery }) {
  const { t } = useTranslation();
  const Icon = icons[state];
  const words = t(`conversation.state.${state}`);
  return (
    <span title={words} data-delivery={state} className="inline-flex">
      <Icon
        aria-hidden
        size={15}
        strokeWidth={state === 'read' ? 3 : 2}
        className={classNames(state === 'read' && 'text-accent', state === 'failed' && 'text-danger')}
      />
      <span className="sr-only">{words}</span>
    </span>
  );
}
