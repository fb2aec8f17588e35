import { client } from '../../data/client.ts';
import { useAccount } from '../../data/use-account.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Logo } from '../../ui/logo.tsx';
import { KeysWords } from '../shortcuts/keys-words.tsx';
import { shortcuts } from '../shortcuts/shortcut-table.ts';

const hints = ['switcher', 'searchEverywhere', 'sheet'] as const;

/** While no conversation is open: what this is, and the keys that lead on. */
export default function Welcome() {
  const { t } = useTranslation();
  const { items } = useStore(client.chats.list);
  const account = useAccount();
  const isNew = items.length === 0;
  return (
    <div className="m-auto grid max-w-md justify-items-center gap-3 px-8 py-12 text-center">
      <Logo size={64} />
      <h2 className="mt-2 text-xl font-semibold text-balance">
        {isNew ? t('chats.welcome', { name: account?.name ?? '' }) : t('chats.chooseTitle')}
      </h2>
      <p className="text-pretty text-ink-soft">{t('chats.choose')}</p>
      <dl className="mt-4 grid gap-2 text-sm pointer-coarse:hidden">
        {hints.map((id) => (
          <div key={id} className="flex min-w-72 items-center gap-6 text-start text-ink-soft">
            <dt className="grow">{t(`shortcuts.does.${id}`)}</dt>
            <dd>
              <KeysWords keys={shortcuts[id].keys.at(-1) ?? shortcuts[id].keys[0]} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
