import { addresses } from './addresses.ts';
import { pageHistory } from './routing/page-history.ts';

const paths: string[] = [];
const openLayers = new Set<string>();

function note(): void {
  const { index, pathname } = pageHistory.place;
  paths[index] = pathname;
}

/** An entry whose dialog is long closed is passed over, so that going back never does nothing (WEB87). */
function passOverDeadLayer(): void {
  const { layer } = pageHistory.place.state;
  if (layer !== undefined && !openLayers.has(layer)) pageHistory.back();
}

/** Remembers where the entries of this page's history are; call once, before the first render. */
export function followHistory(): void {
  note();
  pageHistory.subscribe((move) => {
    if (move === 'push') paths.length = pageHistory.place.index;
    note();
    if (move !== 'push' && move !== 'replace') passOverDeadLayer();
  });
}

export function layerOpened(layer: string): void {
  openLayers.add(layer);
}

export function layerClosed(layer: string): void {
  openLayers.delete(layer);
}

/** How many entries to go back to the nearest one with this path; 0 when none is known. */
export function stepsBackTo(path: string): number {
  const here = pageHistory.place.index;
  const at = paths.slice(0, here).lastIndexOf(path);
  return at === -1 ? 0 : here - at;
}

const insideChats = /^\/chats\/\d/;

/** Puts the list of chats under a conversation that a link opened, where the list is not beside it (WEB87). */
export function putListUnderneath(): void {
  const { href, pathname, index } = pageHistory.place;
  const narrow = !matchMedia('(width >= 40.0625rem)').matches;
  if (!narrow || index !== 0 || !insideChats.test(pathname)) return;
  pageHistory.replace(addresses.chats);
  pageHistory.push(href);
}
