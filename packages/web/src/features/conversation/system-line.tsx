import type { Entry } from '@parley/protocol/entry.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useConversation } from './conversation-context.ts';
import { systemWords } from './system-words.ts';

/** “Bob joined”, in the middle, out of the way. */
export function SystemLine({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation();
  const { nameOf } = useConversation();
  return (
    <p className="mx-auto max-w-[85%] py-1.5 text-center text-sm text-pretty text-ink-faint">
      {systemWords(entry, nameOf, t)}
    </p>
  );
}
