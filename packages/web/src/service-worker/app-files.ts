/** One build of the app: its name, which follows from its contents, and every file of it by its address. */
export interface AppVersion {
  readonly name: string;
  readonly files: readonly string[];
}

/** The page that every address of the app is answered with. */
export const shellAddress = '/index.html';

const cachePrefix = 'parley-app-';

export function cacheOf(version: AppVersion): string {
  return `${cachePrefix}${version.name}`;
}

export function isAppCache(name: string): boolean {
  return name.startsWith(cachePrefix);
}

/** Answered by the server itself, whoever asks. */
const servers = /^\/(api|docs|healthz|readyz|metrics)(\/|$)/;

/**
 * What the worker answers a request from: the page, a file of the app, or nothing: then the request goes its way as
 * if there were no worker, and is never kept (WEB106). Only addresses of this site are asked about.
 */
export function answerFor(
  { method, mode, path }: { readonly method: string; readonly mode: string; readonly path: string },
  version: AppVersion,
): 'shell' | 'file' | undefined {
  if (method !== 'GET' || servers.test(path)) return undefined;
  // A file of a build that is gone from the server may still be kept for a page of that build.
  if (path.startsWith('/assets/') || version.files.includes(path)) return 'file';
  return mode === 'navigate' && !/\.\w+$/.test(path) ? 'shell' : undefined;
}
