import { type ErrorCode, errorCodes } from '@parley/protocol/errors.ts';
import { type OperationId, operationIds } from '@parley/protocol/operation-table.ts';

/**
 * Who may do what: for each operation what each of nine gets who asks for it.
 *
 * `ok` success; `none` not_found; `no` forbidden; `who` unauthenticated; anything else is the error's code.
 * Operations of a chat are about a group in which owner, admin and member are what their names say, and to which
 * invitee is invited; friend is a friend of these four, stranger of nobody, blocked is blocked by the owner. What is
 * about a person is about the owner. The holder shows the app's token, everybody else some other token. What stands
 * behind a slash tells apart rows of one operation; whoever is named there, and asks, leaves.
 */
const groupTable = `
                              owner      admin      member     invitee    friend     stranger   blocked    holder     anonymous
getInstance                   ok         ok         ok         ok         ok         ok         ok         ok         ok

setUp                    wrong_setup_code wrong_setup_code wrong_setup_code wrong_setup_code wrong_setup_code wrong_setup_code wrong_setup_code wrong_setup_code wrong_setup_code
createApp                     ok         ok         ok         ok         ok         ok         ok         ok         ok
getApp                        none       none       none       none       none       none       none       ok         none
renameApp                     none       none       none       none       none       none       none       ok         none
createOpenChat                none       none       none       none       none       none       none       ok         none
listOpenChats                 none       none       none       none       none       none       none       ok         none
getOpenChat                   none       none       none       none       none       none       none       ok         none
postOpenMessage               none       none       none       none       none       none       none       ok         none
listOpenMessages              none       none       none       none       none       none       none       ok         none
searchOpenMessages            none       none       none       none       none       none       none       ok         none
autocompleteOpenMessages      none       none       none       none       none       none       none       ok         none
getOpenMessage                none       none       none       none       none       none       none       ok         none
editOpenMessage               none       none       none       none       none       none       none       ok         none
deleteOpenMessage             none       none       none       none       none       none       none       ok         none
listOpenEntries               none       none       none       none       none       none       none       ok         none

register                      ok         ok         ok         ok         ok         ok         ok         ok         ok
signIn                        ok         ok         ok         ok         ok         ok         ok         ok         ok
requestPasswordReset          ok         ok         ok         ok         ok         ok         ok         ok         ok
resetPassword                 none       none       none       none       none       none       none       none       none
listSessions                  ok         ok         ok         ok         ok         ok         ok         who        who
endSession                    ok         ok         ok         ok         ok         ok         ok         who        who
endSession/of-owner           ok         none       none       none       none       none       none       who        who

listUsers                     ok         ok         ok         ok         ok         ok         ok         who        who
getUser                       ok         ok         ok         ok         ok         ok         ok         who        who
getAccount                    ok         ok         ok         ok         ok         ok         ok         who        who
changeAccount                 ok         ok         ok         ok         ok         ok         ok         who        who
setAvatar                     ok         ok         ok         ok         ok         ok         ok         who        who
getAvatar                     ok         ok         ok         ok         ok         ok         ok         who        who
removeAvatar                  ok         ok         ok         ok         ok         ok         ok         who        who

sendFriendRequest         invalid_request already_friends already_friends already_friends already_friends ok ok  who  who
listFriendRequests            ok         ok         ok         ok         ok         ok         ok         who        who
answerFriendRequest           ok         none       none       none       none       none       none       who        who
withdrawFriendRequest         none       none       none       none       none       ok         none       who        who
listFriends                   ok         ok         ok         ok         ok         ok         ok         who        who
removeFriend                  none       ok         ok         ok         ok         none       none       who        who
listBlocks                    ok         ok         ok         ok         ok         ok         ok         who        who
block                    invalid_request ok         ok         ok         ok         ok         ok         who        who
unblock                       ok         none       none       none       none       none       none       who        who

createChat                    ok         ok         ok         ok         ok         ok         ok         who        who
createChat/private       invalid_request ok         ok         ok         ok         not_friends blocked   who        who
createChat/with-owner       not_friends  ok         ok         ok         ok         not_friends not_friends who      who
listChats                     ok         ok         ok         ok         ok         ok         ok         who        who
getChat                       ok         ok         ok         none       none       none       none       who        who
changeChat                    ok         ok         no         none       none       none       none       who        who
deleteChat                    ok         no         no         none       none       none       none       who        who
setChatPicture                ok         ok         no         none       none       none       none       who        who
getChatPicture                ok         ok         ok         none       none       none       none       who        who
removeChatPicture             ok         ok         no         none       none       none       none       who        who
invite                        ok         ok         ok         none       none       none       none       who        who
listInvitations               ok         ok         ok         ok         ok         ok         ok         who        who
answerInvitation              none       none       none       ok         none       none       none       who        who
listMembers                   ok         ok         ok         none       none       none       none       who        who
changeRole                    ok         no         no         none       none       none       none       who        who
removeMember/member           ok         ok         ok         none       none       none       none       who        who
removeMember/admin            ok         ok         no         none       none       none       none       who        who
removeMember/owner        last_owner     no         no         none       none       none       none       who        who
removeMember/self         last_owner     ok         ok         none       none       none       none       who        who
removeMember/invitee          ok         ok         no         none       none       none       none       who        who
setMarks                      ok         ok         ok         none       none       none       none       who        who

postMessage                   ok         ok         ok         none       none       none       none       who        who
listMessages                  ok         ok         ok         none       none       none       none       who        who
searchMessages                ok         ok         ok         none       none       none       none       who        who
autocompleteMessages          ok         ok         ok         none       none       none       none       who        who
getMessage                    ok         ok         ok         none       none       none       none       who        who
editMessage                   ok         no         no         none       none       none       none       who        who
editMessage/own               ok         ok         ok         none       none       none       none       who        who
deleteMessage                 ok         ok         no         none       none       none       none       who        who
deleteMessage/own             ok         ok         ok         none       none       none       none       who        who
addReaction                   ok         ok         ok         none       none       none       none       who        who
removeReaction                ok         ok         ok         none       none       none       none       who        who
pinMessage                    ok         ok         no         none       none       none       none       who        who
unpinMessage                  ok         ok         no         none       none       none       none       who        who
listPins                      ok         ok         ok         none       none       none       none       who        who
listEntries                   ok         ok         ok         none       none       none       none       who        who
searchEverywhere              ok         ok         ok         ok         ok         ok         ok         who        who

removeAccount                 ok         ok         ok         ok         ok         ok         ok         who        who
`;

/**
 * The same for a private chat: of two friends (`friend` is one of them), of `blocker` and `blocked`, and what others
 * get who ask for the chat of the two friends.
 */
const privateTable = `
                              friend     blocker    blocked    stranger   holder     anonymous
getChat                       ok         ok         ok         none       who        who
changeChat                    no         no         no         none       who        who
deleteChat                    no         no         no         none       who        who
setChatPicture                no         no         no         none       who        who
getChatPicture                none       none       none       none       who        who
removeChatPicture             no         no         no         none       who        who
invite                        no         no         no         none       who        who
answerInvitation              none       none       none       none       who        who
listMembers                   ok         ok         ok         none       who        who
changeRole                    no         no         no         none       who        who
removeMember/owner            no         no         no         none       who        who
removeMember/self             no         no         no         none       who        who
setMarks                      ok         ok         ok         none       who        who
postMessage                   ok         blocked    blocked    none       who        who
listMessages                  ok         ok         ok         none       who        who
searchMessages                ok         ok         ok         none       who        who
autocompleteMessages          ok         ok         ok         none       who        who
getMessage                    ok         ok         ok         none       who        who
editMessage                   no         blocked    blocked    none       who        who
editMessage/own               ok         blocked    blocked    none       who        who
deleteMessage                 no         no         no         none       who        who
deleteMessage/own             ok         ok         ok         none       who        who
addReaction                   ok         blocked    blocked    none       who        who
removeReaction                ok         blocked    blocked    none       who        who
pinMessage                    ok         blocked    blocked    none       who        who
unpinMessage                  ok         blocked    blocked    none       who        who
listPins                      ok         ok         ok         none       who        who
listEntries                   ok         ok         ok         none       who        who
`;

/** What somebody gets: success, or the code of an error. */
export type Outcome = 'ok' | ErrorCode;

export interface PolicyRow {
  readonly operation: OperationId;
  /** The row's whole name: the operation, and what tells it from others of the same operation. */
  readonly title: string;
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

const shorthand: Readonly<Record<string, Outcome>> = {
  ok: 'ok',
  none: 'not_found',
  no: 'forbidden',
  who: 'unauthenticated',
};

function rowsOf(table: string): PolicyRow[] {
  const [head, ...lines] = table.split('\n').filter((line) => line.trim() !== '');
  const columns = head?.trim().split(/\s+/) ?? [];
  return lines.map((line) => {
    const [title = '', ...cells] = line.split(/\s+/);
    if (cells.length !== columns.length) throw new Error(`${title} has ${cells.length} cells`);
    const outcomes = columns.map((column, index) => [column, outcomeOf(cells[index] ?? '')] as const);
    return { operation: operationNamed(title), title, outcomes: new Map(outcomes) };
  });
}

function operationNamed(title: string): OperationId {
  const [name] = title.split('/');
  const operation = operationIds.find((id) => id === name);
  if (operation === undefined) throw new Error(`${title} is no operation of the contract`);
  return operation;
}

function outcomeOf(cell: string): Outcome {
  const outcome = shorthand[cell] ?? errorCodes.find((code) => code === cell);
  if (outcome === undefined) throw new Error(`${cell} is no outcome`);
  return outcome;
}

export const groupPolicy: readonly PolicyRow[] = rowsOf(groupTable);
export const privatePolicy: readonly PolicyRow[] = rowsOf(privateTable);
