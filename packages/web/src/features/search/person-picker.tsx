import { useState } from 'react';
import { useAccount } from '../../data/use-account.ts';
import { useSettled } from '../../data/use-settled.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { useDirectory } from '../people/use-directory.ts';
import { PickList } from './pick-list.tsx';

/** Whose messages: anybody of the directory, oneself first. */
export function PersonPicker({ onPick }: { readonly onPick: (username: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const me = useAccount();
  const directory = useDirectory(useSettled(typed.trim()));
  const people = (directory.data?.pages ?? []).flatMap((page) => page.items);
  const others = people.filter(({ username }) => username !== me?.username);
  const shown = me !== null && typed.trim() === '' ? [me, ...others] : people;
  return (
    <PickList
      label={t('people.find')}
      typed={typed}
      onType={setTyped}
      items={shown}
      keyOf={({ username }) => username}
      onPick={({ username }) => onPick(username)}
    >
      {({ name, username, avatar }) => (
        <>
          <Avatar name={name} seed={username} picture={avatar} size="small" />
          <bdi className="min-w-0 grow truncate">{name}</bdi>
          <span className="truncate text-sm text-ink-faint">@{username}</span>
        </>
      )}
    </PickList>
  );
}
