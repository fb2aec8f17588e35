import { useTranslation } from '../i18n/use-translation.ts';

interface BadgeProps {
  readonly count: number;
  /** The whole sentence for screen readers: “3 unread messages”. */
  readonly label: string;
}

/** A count that wants attention; nothing when there is none. */
export function Badge({ count, label }: BadgeProps) {
  const { number } = useTranslation();
  if (count === 0) return null;
  return (
    <span className="inline-grid min-w-5 shrink-0 place-items-center rounded-full bg-accent px-1.5 text-xs font-semibold tabular-nums text-on-accent">
      <span aria-hidden>{count > 999 ? `${number(999)}+` : number(count)}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
