import { randomBytes } from 'node:crypto';
import { type BlobKey, blobKey } from '../../blobs/blobs.ts';
import type { ChatState } from '../../delivery/chat-state.ts';
import { entryKind } from '../../log/entry-kind.ts';
import { answer, type Handler, nothing } from '../handler.ts';
import type { Node } from '../node.ts';
import { pictureHeaders, storePicture } from '../pictures.ts';
import { Refusal, refuse } from '../refusal.ts';
import { appendAs } from './change-chat.ts';
import { chatFor } from './chat-access.ts';
import { viewOf } from './chat-view.ts';

export function setChatPicture(node: Node): Handler<'setChatPicture'> {
  return async ({ params, body, caller }) => {
    const allowed = await chatFor(node, caller, params.number, 'rename');
    if (allowed instanceof Refusal) return allowed;
    const version = randomBytes(8).toString('hex');
    const refusal = await storePicture(node.blobs, pictureKey(allowed, version), body);
    if (refusal !== undefined) return refusal;
    const before = allowed.picture;
    const picture = `/api/v1/chats/${params.number}/picture?v=${version}`;
    const draft = { kind: entryKind.picture_changed, data: JSON.stringify({ picture }) };
    const state = await appendAs(node, caller, { number: params.number, action: 'rename', draft });
    if (state instanceof Refusal) return state;
    await forgetPicture(node, state, before);
    return viewOf(node, state, caller);
  };
}

export function removeChatPicture(node: Node): Handler<'removeChatPicture'> {
  return async ({ params, caller }) => {
    const before = (await node.chats.find(caller.app, params.number))?.picture ?? null;
    const draft = { kind: entryKind.picture_changed, data: JSON.stringify({ picture: null }) };
    const state = await appendAs(node, caller, { number: params.number, action: 'rename', draft });
    if (state instanceof Refusal) return state;
    await forgetPicture(node, state, before);
    return nothing;
  };
}

export function getChatPicture(node: Node): Handler<'getChatPicture'> {
  return async ({ params, caller }) => {
    const state = await chatFor(node, caller, params.number, 'read');
    if (state instanceof Refusal) return state;
    const version = versionIn(state.picture);
    const blob = version === undefined ? undefined : await node.blobs.get(pictureKey(state, version));
    if (blob === undefined) return refuse('not_found');
    return answer(blob.bytes, { headers: pictureHeaders(blob.contentType) });
  };
}

/** Each picture has a blob of its own, so that an entry that was refused harms none. */
function pictureKey(chat: ChatState, version: string): BlobKey {
  return blobKey(`chat-${chat.log}-${version}`);
}

function versionIn(picture: string | null): string | undefined {
  return picture?.split('?v=')[1];
}

/** Deletes the bytes of a picture that the chat no longer shows. */
async function forgetPicture(node: Node, chat: ChatState, picture: string | null): Promise<void> {
  const version = versionIn(picture);
  if (version !== undefined) await node.blobs.delete(pictureKey(chat, version));
}
