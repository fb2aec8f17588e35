/// <reference lib="webworker" />
import { type AppVersion, answerFor, cacheOf, isAppCache, shellAddress } from './app-files.ts';
import { openPrograms } from './open-pages.ts';

/** Put here by the build. */
declare const appVersion: AppVersion;

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const version = appVersion;
const current = cacheOf(version);

/** Takes a whole build into a cache of its own, or fails and leaves everything as it was. */
async function install(): Promise<void> {
  const cache = await caches.open(current);
  await Promise.all(version.files.map((file) => keep(cache, file)));
}

async function keep(cache: Cache, file: string): Promise<void> {
  // Files with a hash in their names never change: one that an earlier build has is not fetched again.
  const known = file.startsWith('/assets/') ? await caches.match(file) : undefined;
  const response = known ?? (await fetch(file, { cache: 'no-cache' }));
  if (!response.ok) throw new Error(`${file} was answered ${response.status}`);
  await cache.put(file, response);
}

/** Forgets builds of which no page is open any more; never one that is about to follow this. */
async function tidy(): Promise<void> {
  const { installing, waiting } = worker.registration;
  if (installing !== null || waiting !== null) return;
  const programs = await openPrograms(navigator.locks);
  for (const name of (await caches.keys()).filter((each) => isAppCache(each) && each !== current)) {
    const cache = await caches.open(name);
    const used = await Promise.all(programs.map((program) => cache.match(program)));
    if (used.every((each) => each === undefined)) await caches.delete(name);
  }
}

/** The page of this build. With a newer one waiting and nobody else looking, that one takes over first. */
async function shell(): Promise<Response> {
  const { waiting } = worker.registration;
  const others = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (waiting !== null && others.length <= 1) {
    waiting.postMessage('activate');
    return new Response('', { headers: { refresh: '0' } });
  }
  return file(shellAddress);
}

/** From this build; else from one that an open page belongs to; else from the server. */
async function file(path: string): Promise<Response> {
  const own = await (await caches.open(current)).match(path);
  // Only a name with a hash in it means the same in every build.
  const others = path.startsWith('/assets/') ? await caches.match(path) : undefined;
  return own ?? others ?? fetch(path);
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => worker.clients.claim())));
worker.addEventListener('message', (event) => {
  if (event.data === 'activate') event.waitUntil(worker.skipWaiting());
  else if (event.data === 'tidy') event.waitUntil(tidy());
});
worker.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname: path } = new URL(url);
  const answer = origin === location.origin ? answerFor({ method, mode, path }, version) : undefined;
  if (answer === 'shell') event.respondWith(shell());
  else if (answer === 'file') event.respondWith(file(path));
});
