import { useTranslation } from '../../i18n/use-translation.ts';
import { FriendLine } from './friend-line.tsx';
import { FriendPicker } from './friend-picker.tsx';

interface FriendChecklistProps {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly without?: readonly string[];
  readonly emptyWords: string;
}

/** Several friends to choose. */
export function FriendChecklist({ chosen, onChange, without, emptyWords }: FriendChecklistProps) {
  const { t } = useTranslation();
  function toggle(username: string): void {
    onChange(chosen.includes(username) ? chosen.filter((one) => one !== username) : [...chosen, username]);
  }
  return (
    <>
      <FriendPicker emptyWords={emptyWords} {...(without === undefined ? {} : { without })}>
        {(friend) => (
          <label className="flex cursor-pointer items-center gap-3 rounded-md px-2 py-2 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent">
            <FriendLine friend={friend} />
            <input
              type="checkbox"
              checked={chosen.includes(friend.username)}
              onChange={() => toggle(friend.username)}
              className="size-5 accent-accent outline-none"
            />
          </label>
        )}
      </FriendPicker>
      <p role="status" className="text-sm text-ink-faint">
        {chosen.length > 0 && t('chats.chosen', { count: chosen.length })}
      </p>
    </>
  );
}
