import type { Message } from '@parley/protocol/message.ts';

/** What lies over the conversation, one at a time; its code is loaded when the first is opened. */
export type Panel =
  | {
      readonly kind: 'menu' | 'react';
      readonly message: Message;
      /** Where it floats. */
      readonly anchor: HTMLElement;
    }
  | { readonly kind: 'forward' | 'info' | 'delete'; readonly message: Message }
  | { readonly kind: 'pins' };
