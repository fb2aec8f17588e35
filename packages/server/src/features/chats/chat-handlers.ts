import type { Handlers } from '../handler.ts';
import type { Node } from '../node.ts';
import { changeChat, deleteChat } from './change-chat.ts';
import { getChatPicture, removeChatPicture, setChatPicture } from './chat-pictures.ts';
import { createChat } from './create-chat.ts';
import { answerInvitation, invite, listInvitations } from './invitations.ts';
import { changeRole, removeMember } from './members.ts';
import { getChat, listChats, listMembers } from './read-chats.ts';
import { setMarks } from './set-marks.ts';

export type ChatOperations =
  | 'createChat'
  | 'listChats'
  | 'getChat'
  | 'changeChat'
  | 'deleteChat'
  | 'setChatPicture'
  | 'removeChatPicture'
  | 'getChatPicture'
  | 'invite'
  | 'listInvitations'
  | 'answerInvitation'
  | 'listMembers'
  | 'changeRole'
  | 'removeMember'
  | 'setMarks';

export function chatHandlers(node: Node): Handlers<ChatOperations> {
  return {
    createChat: createChat(node),
    listChats: listChats(node),
    getChat: getChat(node),
    changeChat: changeChat(node),
    deleteChat: deleteChat(node),
    setChatPicture: setChatPicture(node),
    removeChatPicture: removeChatPicture(node),
    getChatPicture: getChatPicture(node),
    invite: invite(node),
    listInvitations: listInvitations(node),
    answerInvitation: answerInvitation(node),
    listMembers: listMembers(node),
    changeRole: changeRole(node),
    removeMember: removeMember(node),
    setMarks: setMarks(node),
  };
}
