import type { Handlers } from '../handler.ts';
import type { Node } from '../node.ts';
import {
  autocompleteMessages,
  autocompleteOpenMessages,
  searchMessages,
  searchOpenMessages,
} from '../search/search-messages.ts';
import { addReaction, pinMessage, removeReaction, unpinMessage } from './annotate.ts';
import { deleteMessage, deleteOpenMessage } from './delete-message.ts';
import { editMessage, editOpenMessage } from './edit-message.ts';
import { listMessages, listOpenMessages } from './list-messages.ts';
import { postMessage } from './post-message.ts';
import { getMessage, getOpenMessage, listEntries, listOpenEntries, listPins } from './read-messages.ts';

export type MessageOperations =
  | 'postMessage'
  | 'listMessages'
  | 'listOpenMessages'
  | 'searchMessages'
  | 'searchOpenMessages'
  | 'autocompleteMessages'
  | 'autocompleteOpenMessages'
  | 'getMessage'
  | 'getOpenMessage'
  | 'editMessage'
  | 'editOpenMessage'
  | 'deleteMessage'
  | 'deleteOpenMessage'
  | 'addReaction'
  | 'removeReaction'
  | 'pinMessage'
  | 'unpinMessage'
  | 'listPins'
  | 'listEntries'
  | 'listOpenEntries';

export function messageHandlers(node: Node): Handlers<MessageOperations> {
  return {
    postMessage: postMessage(node),
    listMessages: listMessages(node),
    listOpenMessages: listOpenMessages(node),
    searchMessages: searchMessages(node),
    searchOpenMessages: searchOpenMessages(node),
    autocompleteMessages: autocompleteMessages(node),
    autocompleteOpenMessages: autocompleteOpenMessages(node),
    getMessage: getMessage(node),
    getOpenMessage: getOpenMessage(node),
    editMessage: editMessage(node),
    editOpenMessage: editOpenMessage(node),
    deleteMessage: deleteMessage(node),
    deleteOpenMessage: deleteOpenMessage(node),
    addReaction: addReaction(node),
    removeReaction: removeReaction(node),
    pinMessage: pinMessage(node),
    unpinMessage: unpinMessage(node),
    listPins: listPins(node),
    listEntries: listEntries(node),
    listOpenEntries: listOpenEntries(node),
  };
}
