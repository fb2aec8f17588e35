import { useEffect, useEffectEvent } from 'react';
import { layerClosed, layerOpened } from '../app/history-trail.ts';
import { pageHistory } from '../app/routing/page-history.ts';

let count = 0;
/** The layer that was just closed and whose entry is still on top: the next one takes it over. */
let vacant: string | null = null;
/** Resolves once the browser has left the entry of a closed layer. */
let settled: Promise<unknown> = Promise.resolve();

function enter(layer: string): void {
  layerOpened(layer);
  const { href, state } = pageHistory.place;
  if (vacant !== null && state.layer === vacant) pageHistory.replace(href, { layer });
  else pageHistory.push(href, { layer });
  vacant = null;
}

function leave(layer: string): void {
  vacant = layer;
  // Whoever closes a dialog to open the next one, or to go somewhere, does so in the same turn.
  setTimeout(() => {
    layerClosed(layer);
    if (vacant !== layer) return;
    vacant = null;
    if (pageHistory.place.state.layer !== layer) return;
    settled = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
    pageHistory.back();
  });
}

/** While mounted, going back closes this instead of leaving the page it lies over (WEB87). */
export function useBackCloses(onClose: () => void): void {
  const close = useEffectEvent(onClose);
  useEffect(() => {
    count += 1;
    const layer = `${performance.timeOrigin}.${count}`;
    let here: 'not yet' | 'open' | 'gone' = 'not yet';
    void settled.then(() => {
      if (here === 'gone') return;
      here = 'open';
      enter(layer);
    });
    const stop = pageHistory.subscribe((move) => {
      const moved = move === 'back' || move === 'go';
      if (here === 'open' && moved && pageHistory.place.state.layer !== layer) close();
    });
    return () => {
      stop();
      if (here === 'open') leave(layer);
      here = 'gone';
    };
  }, []);
}
