import { useTranslation } from '../../i18n/use-translation.ts';
import { useConversation } from './conversation-context.ts';
import type { SystemRow } from './rows.ts';
import { systemWords } from './system-words.ts';
import { textIdOf } from './text-id.ts';

/** “Bob joined”, in the middle, out of the way. */
export function SystemLine({ row }: { readonly row: SystemRow }) {
  const { t } = useTranslation();
  const { nameOf } = useConversation();
  return (
    <p
      id={textIdOf(row)}
      className="mx-auto max-w-[85%] py-1.5 text-center text-sm text-pretty text-ink-faint"
    >
      {systemWords(row.entry, nameOf, t)}
    </p>
  );
}
