import type { Profile } from '@parley/protocol/user.ts';
import { client } from '../../data/client.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { currentRelation } from './current-relation.ts';
import { PersonChoice } from './person-choice.tsx';
import { PersonMenu } from './person-menu.tsx';
import { PersonRow } from './person-row.tsx';

const notes = { request_sent: 'people.requestSent', blocked: 'people.blocked' } as const;

/** Somebody in the directory, with the next thing there is to do and what one seldom does. */
export function DirectoryRow({ person }: { readonly person: Profile }) {
  const { t } = useTranslation();
  const relation = currentRelation(person, useStore(client.friends.state));
  const note = relation === 'request_sent' || relation === 'blocked' ? t(notes[relation]) : undefined;
  return (
    <PersonRow person={person} presence={person.presence} note={note}>
      <PersonChoice username={person.username} relation={relation} />
      <PersonMenu person={person} relation={relation} />
    </PersonRow>
  );
}
