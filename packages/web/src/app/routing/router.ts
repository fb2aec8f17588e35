import type { ComponentType } from 'react';
import { matchPath, type Params } from './match-path.ts';
import { type EntryState, type Place, pageHistory } from './page-history.ts';
import { componentOf, type Part, type Route } from './route.ts';

/** What the page shows: the last place whose parts were all there. */
export interface Shown {
  readonly place: Pick<Place, 'href' | 'pathname' | 'search' | 'hash'>;
  readonly params: Params;
  /** From the outermost. */
  readonly components: readonly ComponentType[];
}

let routes: readonly Route[] = [];
let otherwise: readonly Part[] = [];
let shown: Shown = { place: { href: '', pathname: '', search: '', hash: '' }, params: {}, components: [] };
let turns = 0;
/** Resolves once the latest move is shown. */
let following: Promise<void> = Promise.resolve();
const listeners = new Set<() => void>();

export function currentlyShown(): Shown {
  return shown;
}

/** Calls back after each change of what is shown; returns what stops it. */
export function onShown(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function show(next: Shown): void {
  shown = next;
  for (const listener of [...listeners]) listener();
}

function matchAt(pathname: string): Omit<Route, 'pattern'> & { readonly params: Params } {
  for (const route of routes) {
    const params = matchPath(route.pattern, pathname);
    if (params !== null) return { ...route, params };
  }
  return { parts: otherwise, params: {} };
}

async function loadMissing(parts: readonly Part[]): Promise<void> {
  await Promise.all(parts.map((part) => (typeof part === 'function' ? undefined : part.load())));
}

/** Stands where a part could not be fetched: the page around it catches it like any other failure. */
function failing(cause: unknown): ComponentType {
  return () => {
    throw cause;
  };
}

/**
 * Brings on the page what belongs to the place in the history, unless its guard sends elsewhere: at once where all of
 * it is loaded, else the former page stays until then.
 */
export async function followPlace(): Promise<void> {
  turns += 1;
  const turn = turns;
  const { place } = pageHistory;
  const { parts, params, guard } = matchAt(place.pathname);
  const answer = guard?.(place);
  const elsewhere = answer instanceof Promise ? await answer : answer;
  if (turn !== turns) return;
  if (elsewhere !== undefined) return navigate(elsewhere, { replace: true });
  let failure: ComponentType | undefined;
  if (!parts.every(componentOf)) {
    await loadMissing(parts).catch((cause: unknown) => {
      failure = failing(cause);
    });
  }
  if (turn !== turns) return;
  const components = parts.flatMap((part) => componentOf(part) ?? failure ?? []);
  show({ place, params, components });
}

interface Navigation {
  /** Whether the entry on top of the history is given up for the new one. */
  readonly replace?: boolean;
  readonly state?: EntryState;
}

function isHere(href: string, { layer, overConversation }: EntryState): boolean {
  const { place } = pageHistory;
  if (place.state.layer !== layer || place.state.overConversation !== overConversation) return false;
  return new URL(href, location.href).href === new URL(place.href, location.href).href;
}

/** Goes to an address of the app; resolves once what belongs there is shown. */
export function navigate(href: string, { replace = false, state = {} }: Navigation = {}): Promise<void> {
  if (isHere(href, state)) return followPlace();
  if (replace) pageHistory.replace(href, state);
  else pageHistory.push(href, state);
  return following;
}

/** Fetches what an address needs, because somebody is about to go there; never fails. */
export function preload(href: string): void {
  const { parts } = matchAt(new URL(href, location.href).pathname);
  // Without a connection it is asked for again when it is wanted.
  loadMissing(parts).catch(() => undefined);
}

/** Begins to show the addresses of the app, and these parts where there is none. */
export function startRouting(all: readonly Route[], notFound: readonly Part[]): Promise<void> {
  routes = all;
  otherwise = notFound;
  pageHistory.subscribe(() => {
    following = followPlace();
  });
  return followPlace();
}
