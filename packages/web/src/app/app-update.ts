import { client } from '../data/client.ts';
import { pageLock } from '../service-worker/open-pages.ts';
import { updateReady } from './update-ready.ts';

const askEveryMs = 60 * 60_000;
let waiting: ServiceWorker | null = null;

/** Keeps the app on this device and hears of newer builds; does nothing where the browser has no such thing. */
export function startAppUpdates(): void {
  const { serviceWorker } = navigator;
  // In development there is no worker, and files change all the time.
  if (serviceWorker === undefined || !import.meta.env.PROD) return;
  holdProgram();
  const hadWorker = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    // Another window took the new build; the first worker ever is that of this page.
    waiting = null;
    if (hadWorker) updateReady.set(true);
  });
  void serviceWorker.register('/service-worker.js').then(follow, () => undefined);
}

/** Loads the page again, with the newest build. */
export function takeUpdate(): void {
  if (waiting === null) return location.reload();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage('activate');
}

/** The worker keeps the files of a build as long as a page says that it runs its program (WEB107). */
function holdProgram(): void {
  // Its name has a hash in it, of all that it imports.
  const program = pageLock + new URL(import.meta.url).pathname;
  void navigator.locks?.request(program, { mode: 'shared' }, () => new Promise(() => undefined));
}

function follow(registration: ServiceWorkerRegistration): void {
  notice(registration);
  registration.active?.postMessage('tidy');
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', () => notice(registration));
  });
  const ask = () => void registration.update().catch(() => undefined);
  setInterval(ask, askEveryMs);
  // A new build comes with a server that was started anew.
  let wasOnline = true;
  client.connection.state.subscribe(() => {
    const online = client.connection.state.get().status === 'online';
    if (online && !wasOnline) ask();
    wasOnline = online;
  });
}

function notice(registration: ServiceWorkerRegistration): void {
  waiting = registration.waiting;
  // Without a worker in charge it is the first one, which waits for nobody.
  if (waiting !== null && navigator.serviceWorker.controller !== null) updateReady.set(true);
}
