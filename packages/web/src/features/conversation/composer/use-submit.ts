import { messageAt } from '@parley/client/chat/chat-state.ts';
import { useAction } from '../../../data/use-action.ts';
import { useConversation } from '../conversation-context.ts';
import type { Composition } from './composition.ts';
import { mentionsIn } from './mentions.ts';

interface Submission {
  /** A change is on its way to the server. */
  readonly saving: boolean;
  readonly submit: () => void;
}

/** Carries out what was written: sends it, answers with it, or changes a message to it. */
export function useSubmit(composition: Composition): Submission {
  const { chat, handle } = useConversation();
  const { busy, run } = useAction();

  async function save(number: number, content: string): Promise<void> {
    const before = messageAt(chat, number)?.content;
    // What could not be saved stays in the composer (WEB75).
    const saved = content === before || (await run(() => handle.edit(number, content)));
    if (saved && composition.state.get().aim?.number === number) composition.letGo();
  }

  function submit(): void {
    const { text, aim } = composition.state.get();
    const content = text.trim();
    if (content === '') return;
    if (aim?.kind === 'edit') {
      void save(aim.number, content);
      return;
    }
    const mentions = mentionsIn(content, chat.members);
    const draft = {
      content,
      ...(aim === null ? {} : { reply_to: aim.number }),
      ...(mentions.length === 0 ? {} : { mentions }),
    };
    // A failure shows on the message itself, with the choice to send it again.
    handle.send(draft).acknowledged.catch(() => undefined);
    composition.sent();
  }
  return { saving: busy, submit };
}
