import { addresses } from '../../app/addresses.ts';
import { Link } from '../../app/routing/link.tsx';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { KeysWords } from './keys-words.tsx';
import { isSingleKey, type ShortcutId, shortcutIds, shortcuts } from './shortcut-table.ts';
import { singleKeys } from './single-keys.ts';

const groups = ['go', 'chat', 'write'] as const;

function ShortcutLine({ id }: { readonly id: ShortcutId }) {
  const { t } = useTranslation();
  const withSingle = useStore(singleKeys);
  const isOn = shortcuts[id].everywhere
    ? (keys: (typeof shortcuts)[ShortcutId]['keys'][number]) => withSingle || !isSingleKey(keys)
    : () => true;
  return (
    <div className="flex min-h-9 items-center gap-4">
      <dt className="grow">{t(`shortcuts.does.${id}`)}</dt>
      <dd className="flex items-center gap-2">
        {shortcuts[id].keys.filter(isOn).map((keys, at) => (
          <span key={JSON.stringify(keys)} className="inline-flex items-center gap-2">
            {at > 0 && <span className="text-sm text-ink-faint">{t('shortcuts.or')}</span>}
            <KeysWords keys={keys} />
          </span>
        ))}
      </dd>
    </div>
  );
}

/** Every shortcut there is, by what it is for. */
export default function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('shortcuts.title')} onClose={onClose}>
      {groups.map((group) => (
        <section key={group}>
          <h3 className="pb-1 text-sm font-semibold text-accent">{t(`shortcuts.group.${group}`)}</h3>
          <dl className="divide-y divide-line">
            {shortcutIds
              .filter((id) => shortcuts[id].group === group)
              .map((id) => (
                <ShortcutLine key={id} id={id} />
              ))}
          </dl>
        </section>
      ))}
      <p className="text-sm text-ink-soft">
        {t('shortcuts.singleHint')}{' '}
        <Link to={addresses.settings} onClick={onClose} className="text-accent underline underline-offset-4">
          {t('shell.settings')}
        </Link>
      </p>
    </Dialog>
  );
}
