import type { Caller, Handler, Handlers, Request } from '../handler.ts';
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
import { Turns } from './turns.ts';

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

interface About {
  readonly params: { readonly chat: number; readonly number: number };
}

const ofMember = ({ caller, params }: About & { caller: Caller }) =>
  `${caller.app} ${params.chat} ${params.number}`;
const ofDevice = ({ app, params }: About & { app: number }) => `${app} ${params.chat} ${params.number}`;
/** How many pins there may be is a matter of the chat. */
const ofPins = ({ caller, params }: About & { caller: Caller }) => `${caller.app} ${params.chat} pins`;

/** What changes a message waits for what changes it already: both look at it first, and say so if it is too late. */
function takingTurns(turns: Turns) {
  return <Id extends MessageOperations>(
    handler: Handler<Id>,
    about: (request: Request<Id>) => string,
  ): Handler<Id> => {
    return (request) => turns.run(about(request), () => handler(request));
  };
}

export function messageHandlers(node: Node): Handlers<MessageOperations> {
  const inTurn = takingTurns(new Turns());
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
    editMessage: inTurn(editMessage(node), ofMember),
    editOpenMessage: inTurn(editOpenMessage(node), ofDevice),
    deleteMessage: inTurn(deleteMessage(node), ofMember),
    deleteOpenMessage: inTurn(deleteOpenMessage(node), ofDevice),
    addReaction: inTurn(addReaction(node), ofMember),
    removeReaction: inTurn(removeReaction(node), ofMember),
    pinMessage: inTurn(pinMessage(node), ofPins),
    unpinMessage: inTurn(unpinMessage(node), ofPins),
    listPins: listPins(node),
    listEntries: listEntries(node),
    listOpenEntries: listOpenEntries(node),
  };
}
