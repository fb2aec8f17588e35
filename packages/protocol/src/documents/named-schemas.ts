import type { z } from 'zod';
import { app, appInput, createdApp, openChat, openChatInput } from '../app.ts';
import { chat, chatChange, chatInput, invitation, invitationAnswer } from '../chat.ts';
import { entry, placedEntry } from '../entry.ts';
import { errorBody, errorDetails, errorObject, fieldProblem } from '../errors.ts';
import { friend, friendRequest, friendRequestAnswer, friendRequestInput } from '../friend.ts';
import { instance } from '../instance.ts';
import { invitationsInput, marks, marksInput, member, roleChange } from '../member.ts';
import {
  forward,
  highlight,
  message,
  messageEdit,
  messageInput,
  messageList,
  messageMatch,
  openMessageInput,
  reaction,
} from '../message.ts';
import { everywhereAnswer, everywhereMatch } from '../search.ts';
import {
  account,
  accountChange,
  accountRemoval,
  credentials,
  newPassword,
  passwordResetInput,
  profile,
  registration,
  session,
  sessionView,
  setup,
  signedIn,
  user,
} from '../user.ts';

/** The schemas that documents refer to by name instead of repeating them. */
export const namedSchemas: Readonly<Record<string, z.ZodType>> = {
  Account: account,
  AccountChange: accountChange,
  AccountRemoval: accountRemoval,
  App: app,
  AppInput: appInput,
  Chat: chat,
  ChatChange: chatChange,
  ChatInput: chatInput,
  CreatedApp: createdApp,
  Credentials: credentials,
  Entry: entry,
  ErrorBody: errorBody,
  ErrorDetails: errorDetails,
  ErrorObject: errorObject,
  EverywhereAnswer: everywhereAnswer,
  EverywhereMatch: everywhereMatch,
  FieldProblem: fieldProblem,
  Forward: forward,
  Friend: friend,
  FriendRequest: friendRequest,
  FriendRequestAnswer: friendRequestAnswer,
  FriendRequestInput: friendRequestInput,
  Highlight: highlight,
  Instance: instance,
  Invitation: invitation,
  InvitationAnswer: invitationAnswer,
  InvitationsInput: invitationsInput,
  Marks: marks,
  MarksInput: marksInput,
  Member: member,
  Message: message,
  MessageEdit: messageEdit,
  MessageInput: messageInput,
  MessageList: messageList,
  MessageMatch: messageMatch,
  NewPassword: newPassword,
  OpenChat: openChat,
  OpenChatInput: openChatInput,
  OpenMessageInput: openMessageInput,
  PasswordResetInput: passwordResetInput,
  PlacedEntry: placedEntry,
  Profile: profile,
  Reaction: reaction,
  Registration: registration,
  RoleChange: roleChange,
  Session: session,
  SessionView: sessionView,
  SetupInput: setup,
  SignedIn: signedIn,
  User: user,
};
