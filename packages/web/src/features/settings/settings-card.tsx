import { type ReactNode, useId } from 'react';

interface SettingsCardProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** One subject of the settings. */
export function SettingsCard({ title, children }: SettingsCardProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-4 rounded-xl border border-line bg-surface p-4 desk:p-5"
    >
      <h2 id={id} className="font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
