import { useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { layerClosed, layerOpened } from '../app/history-trail.ts';

let count = 0;
/** The layer that was just closed and whose entry is still on top: the next one takes it over. */
let vacant: string | null = null;
/** Resolves once the browser has left the entry of a closed layer. */
let settled: Promise<unknown> = Promise.resolve();

type History = ReturnType<typeof useRouter>['history'];

function enter(history: History, layer: string): void {
  layerOpened(layer);
  const { href, state } = history.location;
  if (vacant !== null && state.layer === vacant) history.replace(href, { layer });
  else history.push(href, { layer });
  vacant = null;
}

function leave(history: History, layer: string): void {
  vacant = layer;
  // Whoever closes a dialog to open the next one, or to go somewhere, does so in the same turn.
  setTimeout(() => {
    layerClosed(layer);
    if (vacant !== layer) return;
    vacant = null;
    if (history.location.state.layer !== layer) return;
    settled = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
    history.back();
  });
}

/** While mounted, going back closes this instead of leaving the page it lies over (WEB87). */
export function useBackCloses(onClose: () => void): void {
  const { history } = useRouter();
  const close = useEffectEvent(onClose);
  useEffect(() => {
    count += 1;
    const layer = `${performance.timeOrigin}.${count}`;
    let here: 'not yet' | 'open' | 'gone' = 'not yet';
    void settled.then(() => {
      if (here === 'gone') return;
      here = 'open';
      enter(history, layer);
    });
    const stop = history.subscribe(({ action }) => {
      const moved = action.type === 'BACK' || action.type === 'GO';
      if (here === 'open' && moved && history.location.state.layer !== layer) close();
    });
    return () => {
      stop();
      if (here === 'open') leave(history, layer);
      here = 'gone';
    };
  }, [history]);
}
