import type { ChatState } from '@parley/client/chat/chat-state.ts';

/** What somebody saw on a device who looked all the while. */
export class Sight {
  /** What no one should see. */
  readonly flaws: string[] = [];
  #position = 0;

  /** Messages without a hole, none of them twice, and never fewer than before. */
  look({ number, messages, messagesCount, position }: ChatState): void {
    if (position < this.#position) this.flaws.push(`chat ${number} went back to ${position}`);
    this.#position = position;
    const first = messagesCount - messages.length + 1;
    const misplaced = messages.findIndex((message, index) => message.number !== first + index);
    if (misplaced !== -1) this.flaws.push(`chat ${number} has no message ${first + misplaced} in its place`);
    const keys = messages.map(({ client_id }) => client_id).filter((key) => key !== undefined);
    if (new Set(keys).size < keys.length) this.flaws.push(`chat ${number} shows a message twice`);
  }
}
