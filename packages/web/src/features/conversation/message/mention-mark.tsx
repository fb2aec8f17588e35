import { classNames } from '../../../ui/class-names.ts';
import { openDialog } from '../../shell/dialogs.ts';
import { useConversation } from '../conversation-context.ts';

interface MentionMarkProps {
  readonly text: string;
  readonly username: string;
}

/** Somebody's name with an @: pressing it shows who that is; one's own stands out. */
export function MentionMark({ text, username }: MentionMarkProps) {
  const { me } = useConversation();
  return (
    <button
      type="button"
      // A username reads from left to right, whatever stands around it.
      dir="ltr"
      data-mention={username}
      onClick={() => openDialog({ person: username })}
      className={classNames(
        'inline cursor-pointer rounded-sm px-0.5 font-medium hover:underline',
        username === me ? 'bg-mark text-mark-ink' : 'bg-accent/6 text-accent',
      )}
    >
      {text}
    </button>
  );
}
