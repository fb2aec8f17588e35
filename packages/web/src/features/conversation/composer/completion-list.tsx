import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react';
import { usePictures } from '../../../data/use-names.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { useEmojiMatches } from '../../emoji/use-emoji-matches.ts';
import { useConversation } from '../conversation-context.ts';
import { insertText } from './insert-text.ts';
import { matchPeople } from './mentions.ts';
import type { Trigger } from './trigger.ts';
import type { CompletionKeys } from './use-composer-keys.ts';

interface Completion {
  readonly id: string;
  /** What is written in the place of what was begun. */
  readonly text: string;
  readonly label: string;
  readonly hint: string;
}

function usePeople(query: string): readonly Completion[] {
  const { chat, me, nameOf } = useConversation();
  const others = chat.members.flatMap(({ username }) =>
    username === null || username === me ? [] : [{ username, name: nameOf(username) }],
  );
  return matchPeople(others, query).map(({ username, name }) => ({
    id: username,
    text: `@${username} `,
    label: name,
    hint: `@${username}`,
  }));
}

function useEmoji(query: string): readonly Completion[] {
  return useEmojiMatches(query).map(({ emoji, label }) => ({ id: emoji, text: emoji, label, hint: emoji }));
}

/**
 * Tells assistive technology that the field has a list now, and which of it is active; takes it back at the end. A field of
 * several lines may not be a combobox.
 */
function useListOf(
  field: RefObject<HTMLTextAreaElement | null>,
  list: string,
  active: string | undefined,
): void {
  useEffect(() => {
    const { current } = field;
    if (current === null || active === undefined) return;
    const attributes = {
      'aria-haspopup': 'listbox',
      'aria-autocomplete': 'list',
      'aria-controls': list,
      'aria-activedescendant': active,
    };
    for (const [name, value] of Object.entries(attributes)) current.setAttribute(name, value);
    return () => {
      for (const name of Object.keys(attributes)) current.removeAttribute(name);
    };
  }, [field, list, active]);
}

interface CompletionListProps {
  readonly trigger: Trigger;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly keys: RefObject<CompletionKeys | null>;
  readonly onDismiss: () => void;
}

/** The keys of an open list: arrows move, Enter and Tab choose, Escape closes. */
function useListKeys(
  { keys, onDismiss }: CompletionListProps,
  completions: readonly Completion[],
  choose: (completion: Completion) => void,
): [active: number, setActive: (index: number) => void] {
  const [wanted, setWanted] = useState(0);
  const count = completions.length;
  const active = Math.min(wanted, Math.max(0, count - 1));
  useEffect(() => {
    const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    keys.current = ({ key, shiftKey }: KeyboardEvent) => {
      if (count === 0) return false;
      const move = moves[key];
      const chosen = completions[active];
      if (move !== undefined) setWanted((active + move + count) % count);
      else if (key === 'Escape') onDismiss();
      else if ((key === 'Enter' || key === 'Tab') && !shiftKey && chosen !== undefined) choose(chosen);
      else return false;
      return true;
    };
    return () => {
      keys.current = null;
    };
  });
  return [active, setWanted];
}

function useCompletions({ kind, query }: Trigger): readonly Completion[] {
  const people = usePeople(query);
  const emoji = useEmoji(kind === 'emoji' ? query : '');
  return kind === 'person' ? people : emoji;
}

function Picture({ completion, kind }: { readonly completion: Completion; readonly kind: Trigger['kind'] }) {
  const pictureOf = usePictures();
  if (kind === 'emoji') return <span className="grid w-7 place-items-center text-xl">{completion.text}</span>;
  const { id, label } = completion;
  return <Avatar name={label} seed={id} picture={pictureOf(id)} size="small" />;
}

interface OptionProps {
  readonly id: string;
  readonly completion: Completion;
  readonly kind: Trigger['kind'];
  readonly active: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

function Option({ id, completion, kind, active, onPoint, onChoose }: OptionProps) {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      onPointerMove={onPoint}
      // The field keeps the focus, and on a phone its keyboard.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      // Keys are heard by the field, which has the focus.
      onKeyDown={undefined}
      className={classNames(
        'flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-2.5',
        active && 'bg-hover',
      )}
    >
      <Picture completion={completion} kind={kind} />
      <span dir="auto" className="min-w-0 grow truncate">
        {completion.label}
      </span>
      {kind === 'person' && <span className="shrink-0 text-sm text-ink-faint">{completion.hint}</span>}
    </div>
  );
}

/** Above the composer: people or emoji that what was begun may become. */
export function CompletionList(props: CompletionListProps) {
  const { trigger, field } = props;
  const { t } = useTranslation();
  const list = useId();
  const completions = useCompletions(trigger);
  function choose({ text }: Completion): void {
    const end = trigger.start + 1 + trigger.query.length;
    if (field.current !== null) insertText(field.current, text, [trigger.start, end]);
  }
  const [active, setActive] = useListKeys(props, completions, choose);
  useListOf(field, list, completions.length === 0 ? undefined : `${list}${active}`);
  if (completions.length === 0) return null;
  return (
    <div
      id={list}
      role="listbox"
      aria-label={t(trigger.kind === 'person' ? 'conversation.people' : 'emoji.title')}
      className="absolute inset-x-3 bottom-full z-20 mb-1 max-h-72 overflow-y-auto rounded-lg border border-line bg-raised p-1.5 shadow-float desk:end-auto desk:start-6 desk:w-80"
    >
      {completions.map((completion, index) => (
        <Option
          key={completion.id}
          id={`${list}${index}`}
          completion={completion}
          kind={trigger.kind}
          active={index === active}
          onPoint={() => setActive(index)}
          onChoose={() => choose(completion)}
        />
      ))}
    </div>
  );
}
