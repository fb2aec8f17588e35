import { useAction } from '../../data/use-action.ts';
import { useNames, usePictures } from '../../data/use-names.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import type { GroupProps } from './group-props.ts';
import { mayManage } from './permissions.ts';

/** Who is invited and has not answered. */
export function InvitedList({ handle, chat }: GroupProps) {
  const { t } = useTranslation();
  const nameOf = useNames();
  const pictureOf = usePictures();
  const { busy, run } = useAction();
  if (chat.invited.length === 0) return null;
  return (
    <>
      <h3 className="px-5 pt-4 pb-1 text-sm font-semibold text-ink-soft">{t('groups.invited')}</h3>
      <ul className="px-2">
        {chat.invited.map((username) => (
          <li key={username} className="flex min-h-14 items-center gap-3 px-3 py-1">
            <Avatar name={nameOf(username)} seed={username} picture={pictureOf(username)} />
            <span dir="auto" className="min-w-0 grow truncate text-ink-soft">
              {nameOf(username)}
            </span>
            {mayManage(chat.role) && (
              <Button
                look="quiet"
                compact
                disabled={busy}
                onClick={() => void run(() => handle.removeMember(username))}
              >
                {t('people.withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
