import { blobKey } from '../../blobs/blobs.ts';
import { entryKind } from '../../log/entry-kind.ts';
import { answer, type Handler, nothing } from '../handler.ts';
import type { Node } from '../node.ts';
import { pictureHeaders, storePicture } from '../pictures.ts';
import { Refusal, refuse } from '../refusal.ts';
import { appendAs } from './change-chat.ts';
import { chatFor } from './chat-access.ts';

export function setChatPicture(node: Node): Handler<'setChatPicture'> {
  return async ({ params, body, caller }) => {
    const allowed = await chatFor(node, caller, params.number, 'rename');
    if (allowed instanceof Refusal) return allowed;
    const stored = await storePicture(node.blobs, body);
    if (stored instanceof Refusal) return stored;
    const picture = `/api/v1/chats/${params.number}/picture?v=${stored.version}`;
    const draft = { kind: entryKind.picture_changed, data: JSON.stringify({ picture }) };
    const state = await appendAs(node, caller, { number: params.number, action: 'rename', draft });
    return state instanceof Refusal ? state : answer(await node.chatViews.of(state, caller.user));
  };
}

export function removeChatPicture(node: Node): Handler<'removeChatPicture'> {
  return async ({ params, caller }) => {
    const draft = { kind: entryKind.picture_changed, data: JSON.stringify({ picture: null }) };
    const state = await appendAs(node, caller, { number: params.number, action: 'rename', draft });
    return state instanceof Refusal ? state : nothing;
  };
}

export function getChatPicture(node: Node): Handler<'getChatPicture'> {
  return async ({ params, caller }) => {
    const state = await chatFor(node, caller, params.number, 'read');
    if (state instanceof Refusal) return state;
    const version = state.picture?.split('?v=')[1];
    const blob = version === undefined ? undefined : await node.blobs.get(blobKey(version));
    if (blob === undefined) return refuse('not_found');
    return answer(blob.bytes, { headers: pictureHeaders(blob.contentType) });
  };
}
