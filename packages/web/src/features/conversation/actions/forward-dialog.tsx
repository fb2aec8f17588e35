import type { ChatSummary } from '@parley/client/chat/chat-snapshot.ts';
import type { Message } from '@parley/protocol/message.ts';
import { useMemo, useState } from 'react';
import { client } from '../../../data/client.ts';
import { useNames, usePictures } from '../../../data/use-names.ts';
import { useStore } from '../../../data/use-store.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { showToast } from '../../../ui/toast.tsx';
import { chatTitle } from '../../chats/chat-title.ts';
import { messageWords } from '../../chats/preview.ts';
import { useConversation } from '../conversation-context.ts';

interface Target {
  readonly chat: ChatSummary;
  readonly title: string;
}

function useTargets(filter: string): readonly Target[] {
  const { t } = useTranslation();
  const nameOf = useNames();
  const { items } = useStore(client.chats.list);
  return useMemo(() => {
    const wanted = filter.trim().toLocaleLowerCase();
    return items
      .map((chat) => ({ chat, title: chatTitle(chat, nameOf, t) }))
      .filter(({ title }) => title.toLocaleLowerCase().includes(wanted));
  }, [items, nameOf, t, filter]);
}

/** Sends it to a chat, through its outbox: what is written offline goes out on return. */
function forwardTo(chat: number, forward: { chat: number; number: number }, comment: string): void {
  const handle = client.chats.open(chat);
  handle.send({ forward }).acknowledged.catch(() => undefined);
  if (comment !== '') handle.send({ content: comment }).acknowledged.catch(() => undefined);
  handle.close();
}

interface TargetRowProps {
  readonly target: Target;
  readonly chosen: boolean;
  readonly onToggle: () => void;
}

function TargetRow({ target: { chat, title }, chosen, onToggle }: TargetRowProps) {
  const pictureOf = usePictures();
  const isGroup = chat.kind === 'group';
  const other = chat.other?.username ?? null;
  return (
    <label className="flex cursor-pointer items-center gap-3 rounded-md px-2 py-1.5 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent">
      <Avatar
        name={title}
        seed={isGroup ? `group ${chat.number}` : (other ?? '')}
        picture={isGroup ? chat.picture : pictureOf(other)}
        square={isGroup}
      />
      <span dir="auto" className="min-w-0 grow truncate">
        {title}
      </span>
      <input
        type="checkbox"
        checked={chosen}
        onChange={onToggle}
        className="size-5 shrink-0 accent-accent outline-none"
      />
    </label>
  );
}

interface ForwardDialogProps {
  readonly message: Message;
  readonly onClose: () => void;
}

interface TargetsProps {
  readonly chosen: readonly number[];
  readonly onChange: (chosen: readonly number[]) => void;
}

function Targets({ chosen, onChange }: TargetsProps) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState('');
  const targets = useTargets(filter);
  function toggle(number: number): void {
    onChange(chosen.includes(number) ? chosen.filter((one) => one !== number) : [...chosen, number]);
  }
  return (
    <>
      <SearchField label={t('conversation.findChat')} value={filter} onChange={setFilter} first />
      {targets.length === 0 && (
        <p className="py-4 text-center text-ink-soft">{t('chats.noMatch', { query: filter })}</p>
      )}
      <ul aria-label={t('chats.list')} className="-mx-2 flex max-h-72 flex-col overflow-y-auto">
        {targets.map((target) => (
          <li key={target.chat.number}>
            <TargetRow
              target={target}
              chosen={chosen.includes(target.chat.number)}
              onToggle={() => toggle(target.chat.number)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Passes a message on to one or more chats, with some words of one's own. */
export function ForwardDialog({ message, onClose }: ForwardDialogProps) {
  const { t } = useTranslation();
  const { handle } = useConversation();
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [comment, setComment] = useState('');
  function send(): void {
    const forward = { chat: handle.number, number: message.number };
    for (const chat of chosen) forwardTo(chat, forward, comment.trim());
    showToast(t('conversation.forwarded', { count: chosen.length }));
    onClose();
  }
  return (
    <Dialog title={t('conversation.forwardTitle')} onClose={onClose}>
      <p dir="auto" className="line-clamp-2 border-s-3 border-accent ps-3 text-sm text-ink-soft">
        {messageWords(message, t)}
      </p>
      <Targets chosen={chosen} onChange={setChosen} />
      <Field
        label={t('conversation.comment')}
        note={t('auth.optional')}
        value={comment}
        dir="auto"
        maxLength={2000}
        onChange={(event) => setComment(event.target.value)}
      />
      <Button look="primary" disabled={chosen.length === 0} onClick={send}>
        {t('conversation.forwardSend', { count: chosen.length })}
      </Button>
    </Dialog>
  );
}
