/** A path of this site to go to after signing in; anything else would be an open redirect. */
export function safeNext(next: string | undefined): string {
  return next !== undefined && /^\/(?!\/)[^\\\p{Cc}]*$/u.test(next) ? next : '/chats';
}
