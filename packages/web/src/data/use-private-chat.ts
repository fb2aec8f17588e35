import { addresses } from '../app/addresses.ts';
import { navigate } from '../app/routing/router.ts';
import { client } from './client.ts';
import { type Action, useAction } from './use-action.ts';

interface PrivateChat extends Pick<Action, 'busy'> {
  readonly open: (username: string) => void;
}

/** Opens the private chat with a friend, the one there is or a new one; `onOpened` is called before going there. */
export function usePrivateChat(onOpened?: () => void): PrivateChat {
  const { busy, run } = useAction();
  async function start(username: string): Promise<void> {
    const number = await client.chats.createPrivate(username);
    onOpened?.();
    await navigate(addresses.chat(number));
  }
  return { busy, open: (username) => void run(() => start(username)) };
}
