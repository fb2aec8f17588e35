import type { HoldEvents, TabChannel, TabGround } from './tab-ground.ts';

/** Broadcast channels and Web Locks; undefined where the platform lacks one of them, or forbids it. */
export function browserTabs(): TabGround | undefined {
  if (typeof BroadcastChannel !== 'function' || globalThis.navigator?.locks === undefined) return undefined;
  return { openChannel, hold };
}

function openChannel(name: string, receive: (message: unknown) => void): TabChannel {
  const channel = new BroadcastChannel(name);
  let open = true;
  channel.onmessage = ({ data }) => open && receive(data);
  return {
    post: (message) => open && channel.postMessage(message),
    close() {
      open = false;
      channel.close();
    },
  };
}

function hold(name: string, how: 'wait' | 'steal', events: HoldEvents): () => void {
  const wish = new AbortController();
  let letGo: (() => void) | undefined;
  let wanted = true;
  const keep = () => {
    if (!wanted) return undefined;
    const kept = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    events.held();
    return kept;
  };
  // A lock cannot be stolen and be waited for at once.
  const options = how === 'steal' ? { steal: true } : { signal: wish.signal };
  navigator.locks.request(name, options, keep).catch(() => {
    if (wanted && letGo !== undefined) events.taken();
  });
  return () => {
    wanted = false;
    if (letGo === undefined) wish.abort();
    else letGo();
  };
}
