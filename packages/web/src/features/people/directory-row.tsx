import type { FriendsState } from '@parley/client/people/friends.ts';
import type { Profile, Relation } from '@parley/protocol/user.ts';
import { client } from '../../data/client.ts';
import { useAction } from '../../data/use-action.ts';
import { usePrivateChat } from '../../data/use-private-chat.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import { PersonRow } from './person-row.tsx';

/** How we stand to each other now: the live lists know it sooner than the page of the directory. */
export function currentRelation({ username, relation }: Profile, state: FriendsState): Relation {
  if (relation === 'self' || relation === 'blocked' || !state.loaded) return relation;
  if (state.friends.some((friend) => friend.username === username)) return 'friend';
  if (state.received.some(({ from }) => from.username === username)) return 'request_received';
  return state.sent.some(({ to }) => to.username === username) ? 'request_sent' : 'none';
}

function Choice({ person, relation }: { readonly person: Profile; readonly relation: Relation }) {
  const { t } = useTranslation();
  const { busy, run } = useAction();
  const chat = usePrivateChat();
  const { username } = person;
  if (relation === 'friend') {
    return (
      <Button compact busy={chat.busy} onClick={() => chat.open(username)}>
        {t('people.message')}
      </Button>
    );
  }
  if (relation === 'request_sent')
    return <span className="text-sm text-ink-faint">{t('people.requestSent')}</span>;
  if (relation === 'blocked') return <span className="text-sm text-ink-faint">{t('people.blocked')}</span>;
  const received = relation === 'request_received';
  return (
    <Button
      look="primary"
      compact
      busy={busy}
      onClick={() =>
        void run(() => (received ? client.friends.accept(username) : client.friends.request(username)))
      }
    >
      {received ? t('people.accept') : t('people.sendRequest')}
    </Button>
  );
}

/** Somebody in the directory, with the one thing there is to do. */
export function DirectoryRow({ person }: { readonly person: Profile }) {
  const relation = currentRelation(person, useStore(client.friends.state));
  return (
    <PersonRow person={person} presence={person.presence}>
      <Choice person={person} relation={relation} />
    </PersonRow>
  );
}
