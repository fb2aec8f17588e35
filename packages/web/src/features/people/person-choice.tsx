import type { Relation } from '@parley/protocol/user.ts';
import { usePrivateChat } from '../../data/use-private-chat.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import { usePersonActions } from './use-person-actions.ts';

interface PersonChoiceProps {
  readonly username: string;
  readonly relation: Relation;
  /** Called before the chat with them is opened. */
  readonly onLeave?: (() => void) | undefined;
}

/** The next thing there is to do between two people, as they stand to each other. */
export function PersonChoice({ username, relation, onLeave }: PersonChoiceProps) {
  const { t } = useTranslation();
  const { busy, ...act } = usePersonActions(username);
  const chat = usePrivateChat(onLeave);
  if (relation === 'self') return null;
  if (relation === 'friend') {
    return (
      <Button look="primary" compact busy={chat.busy} onClick={() => chat.open(username)}>
        {t('people.message')}
      </Button>
    );
  }
  if (relation === 'request_received') {
    return (
      <>
        <Button look="primary" compact busy={busy} onClick={act.accept}>
          {t('people.accept')}
        </Button>
        <Button compact disabled={busy} onClick={act.reject}>
          {t('people.reject')}
        </Button>
      </>
    );
  }
  const [words, action, look] = {
    none: [t('people.sendRequest'), act.request, 'primary'],
    request_sent: [t('people.withdraw'), act.withdraw, 'plain'],
    blocked: [t('people.unblock'), act.unblock, 'plain'],
  }[relation] as [string, () => void, 'primary' | 'plain'];
  return (
    <Button look={look} compact busy={busy} onClick={action}>
      {words}
    </Button>
  );
}
