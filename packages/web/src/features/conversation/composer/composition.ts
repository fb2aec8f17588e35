import { createStore, type Store } from '@parley/client/store.ts';
import type { Message } from '@parley/protocol/message.ts';
import { type Aim, readAim, readDraft, writeAim, writeDraft } from '../../../data/drafts.ts';

/** What stands in the composer, and what the next Enter does with it: send, answer (`reply`) or change (`edit`). */
export interface Written {
  readonly text: string;
  readonly aim: Aim | null;
}

/**
 * What somebody is writing in a chat, kept at every key: the draft, the message it answers, and apart from both the new
 * text of a message that is being changed (WEB75).
 */
export class Composition {
  readonly state: Store<Written>;
  readonly #state;
  readonly #me: string;
  readonly #chat: number;

  constructor(me: string, chat: number) {
    this.#me = me;
    this.#chat = chat;
    this.#state = createStore(this.#kept());
    this.state = this.#state;
  }

  change(text: string): void {
    const { aim } = this.state.get();
    if (aim?.kind === 'edit') writeAim(this.#me, this.#chat, { ...aim, text });
    else writeDraft(this.#me, this.#chat, text);
    this.#state.set({ text, aim: aim?.kind === 'edit' ? { ...aim, text } : aim });
  }

  reply({ number }: Pick<Message, 'number'>): void {
    this.#aimAt({ kind: 'reply', number });
  }

  edit({ number, content }: Pick<Message, 'number' | 'content'>): void {
    const replyTo = this.#replyTo();
    this.#aimAt({ kind: 'edit', number, text: content ?? '', ...(replyTo === undefined ? {} : { replyTo }) });
  }

  /** Changes nothing, or answers nothing; after a change the draft is there again with what it answers. */
  letGo(): void {
    const { aim } = this.state.get();
    const replyTo = aim?.kind === 'edit' ? aim.replyTo : undefined;
    this.#aimAt(replyTo === undefined ? null : { kind: 'reply', number: replyTo });
  }

  /** The draft was sent. */
  sent(): void {
    writeDraft(this.#me, this.#chat, '');
    this.#aimAt(null);
  }

  /** Puts a text back that was not sent, before what has been written since. */
  putBack(text: string, replyTo: number | undefined): void {
    const draft = readDraft(this.#me, this.#chat);
    writeDraft(this.#me, this.#chat, draft === '' ? text : `${text}\n${draft}`);
    this.#aimAt(replyTo === undefined ? null : { kind: 'reply', number: replyTo });
  }

  #replyTo(): number | undefined {
    const { aim } = this.state.get();
    return aim?.kind === 'edit' ? aim.replyTo : aim?.number;
  }

  #aimAt(aim: Aim | null): void {
    writeAim(this.#me, this.#chat, aim);
    this.#state.set(this.#kept());
  }

  #kept(): Written {
    const aim = readAim(this.#me, this.#chat);
    return { aim, text: aim?.kind === 'edit' ? aim.text : readDraft(this.#me, this.#chat) };
  }
}

/** The newest own message that can still be changed; for ↑ in an empty composer. */
export function lastEditable(messages: readonly Message[], me: string): Message | undefined {
  return messages.findLast(
    ({ sender, content, sticker }) => sender === me && content !== null && sticker === undefined,
  );
}
