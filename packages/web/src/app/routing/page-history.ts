/** What an entry of the browser's history carries besides its address. */
export interface EntryState {
  /** Names what lies over the page and is closed by going back. */
  readonly layer?: string;
  /** The entry below is the same conversation without its pane. */
  readonly overConversation?: boolean;
}

/** An entry of this page's history. */
export interface Place {
  /** Path, query and fragment. */
  readonly href: string;
  readonly pathname: string;
  /** The query with its `?`; empty where there is none. The fragment, with its `#`, likewise. */
  readonly search: string;
  readonly hash: string;
  readonly state: EntryState;
  /** How many entries of this page lie below. */
  readonly index: number;
}

/** How the place changed; `back` and `forward` are single steps. */
export type Move = 'push' | 'replace' | 'back' | 'forward' | 'go';

const listeners = new Set<(move: Move) => void>();
let here: Place | undefined;

interface Stored extends EntryState {
  readonly index?: number;
}

/** Reads the address bar; an entry that is not ours yet (the first, or of a link to a fragment) is numbered. */
function arrive(newIndex: number): Place {
  const { index = newIndex, ...state } = (history.state ?? {}) as Stored;
  history.replaceState({ ...state, index }, '');
  const { pathname, search, hash } = location;
  return { href: pathname + search + hash, pathname, search, hash, state, index };
}

function tell(move: Move): void {
  for (const listener of [...listeners]) listener(move);
}

function currentPlace(): Place {
  here ??= arrive(0);
  return here;
}

function write(how: 'push' | 'replace', href: string, state: EntryState): void {
  const index = currentPlace().index + (how === 'push' ? 1 : 0);
  history[`${how}State`]({ ...state, index }, '', href);
  here = arrive(index);
  tell(how);
}

function moved(): void {
  const { index } = currentPlace();
  here = arrive(index + 1);
  const steps = here.index - index;
  tell(steps === -1 ? 'back' : steps === 1 ? 'forward' : 'go');
}

/** The browser's history as far as it is this page's; whoever follows it hears of each move once it is done. */
export const pageHistory = {
  get place(): Place {
    return currentPlace();
  },
  push: (href: string, state: EntryState = {}) => write('push', href, state),
  replace: (href: string, state: EntryState = {}) => write('replace', href, state),
  go: (steps: number) => history.go(steps),
  back: () => history.back(),
  /** Returns what stops it. */
  subscribe(listener: (move: Move) => void): () => void {
    if (listeners.size === 0) addEventListener('popstate', moved);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) removeEventListener('popstate', moved);
    };
  },
};
