import type { RouterHistory } from '@tanstack/react-router';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Names what lies over the page and is closed by going back. */
    layer?: string;
    /** The entry below is the same conversation without its pane. */
    overConversation?: boolean;
  }
}

const paths: string[] = [];
const openLayers = new Set<string>();

function note(history: RouterHistory): void {
  const { state, pathname } = history.location;
  paths[state.__TSR_index] = pathname;
}

/** An entry whose dialog is long closed is passed over, so that going back never does nothing (WEB87). */
function passOverDeadLayer(history: RouterHistory): void {
  const { layer } = history.location.state;
  if (layer !== undefined && !openLayers.has(layer)) history.back();
}

/** Remembers where the entries of this page's history are; call once, before the first render. */
export function followHistory(history: RouterHistory): void {
  note(history);
  history.subscribe(({ action }) => {
    if (action.type === 'PUSH') paths.length = history.location.state.__TSR_index;
    note(history);
    if (action.type !== 'PUSH' && action.type !== 'REPLACE') passOverDeadLayer(history);
  });
}

export function layerOpened(layer: string): void {
  openLayers.add(layer);
}

export function layerClosed(layer: string): void {
  openLayers.delete(layer);
}

/** How many entries to go back to the nearest one with this path; 0 when none is known. */
export function stepsBackTo(history: RouterHistory, path: string): number {
  const here = history.location.state.__TSR_index;
  const at = paths.slice(0, here).lastIndexOf(path);
  return at === -1 ? 0 : here - at;
}

const insideChats = /^\/chats\/\d/;

/** Puts the list of chats under a conversation that a link opened, where the list is not beside it (WEB87). */
export function putListUnderneath(history: RouterHistory): void {
  const { href, pathname, state } = history.location;
  const narrow = !matchMedia('(width >= 40.0625rem)').matches;
  if (!narrow || state.__TSR_index !== 0 || !insideChats.test(pathname)) return;
  history.replace('/chats');
  history.flush();
  history.push(href);
  history.flush();
}
