import type { User } from '@parley/protocol/user.ts';
import { client } from '../../data/client.ts';
import { askAgain } from '../../data/query-area.tsx';
import { useAction } from '../../data/use-action.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { Question } from '../confirm/confirm-dialog.tsx';

async function andAskAgain(action: Promise<void>): Promise<void> {
  await action;
  askAgain('directory', 'profile', 'blocks', 'search');
}

/** What one can do about somebody at once. */
export function usePersonActions(username: string) {
  const { busy, run } = useAction();
  const { friends } = client;
  const act = (action: () => Promise<void>) => () => void run(() => andAskAgain(action()));
  return {
    busy,
    request: act(() => friends.request(username)),
    withdraw: act(() => friends.withdraw(username)),
    accept: act(() => friends.accept(username)),
    reject: act(() => friends.reject(username)),
    unblock: act(() => friends.unblock(username)),
  };
}

/** What is asked about first. */
export function usePersonQuestions({ name, username }: Pick<User, 'name' | 'username'>): {
  readonly end: Question;
  readonly block: Question;
} {
  const { t } = useTranslation();
  return {
    end: {
      title: t('people.removeFriendTitle', { name }),
      lead: t('people.removeFriendLead'),
      action: t('people.removeFriend'),
      onConfirm: () => andAskAgain(client.friends.remove(username)),
    },
    block: {
      title: t('people.blockTitle', { name }),
      lead: t('people.blockLead'),
      action: t('people.block'),
      onConfirm: () => andAskAgain(client.friends.block(username)),
    },
  };
}
