import type { ChatSummary } from '@parley/client/chat/chat-snapshot.ts';
import type { PresenceState } from '@parley/protocol/user.ts';
import { usePictures } from '../../data/use-names.ts';
import { Avatar, type AvatarSize } from '../../ui/avatar.tsx';

interface ChatAvatarProps {
  readonly chat: Pick<ChatSummary, 'number' | 'kind' | 'picture' | 'other'>;
  readonly title: string;
  readonly size: AvatarSize;
  readonly presence?: PresenceState | undefined;
}

/** A group's picture, or the other person's. */
export function ChatAvatar({ chat, title, size, presence }: ChatAvatarProps) {
  const pictureOf = usePictures();
  const isGroup = chat.kind === 'group';
  const other = chat.other?.username ?? null;
  return (
    <Avatar
      name={title}
      seed={isGroup ? `group ${chat.number}` : (other ?? '')}
      picture={isGroup ? chat.picture : pictureOf(other)}
      size={size}
      square={isGroup}
      presence={presence}
    />
  );
}
