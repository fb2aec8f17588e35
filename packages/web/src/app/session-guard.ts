import { redirect } from '@tanstack/react-router';
import { client } from '../data/client.ts';

function isSignedIn(): boolean {
  return client.session.state.get().status === 'signed_in';
}

/** Sends whoever is not signed in to the sign-in page, and back afterwards. */
export function requireSession({ location }: { location: { href: string } }): void {
  if (isSignedIn()) return;
  throw redirect({ to: '/sign-in', search: location.href === '/chats' ? {} : { next: location.href } });
}

/** Sends whoever is signed in already away from the pages for signing in. */
export function requireNoSession(): void {
  if (isSignedIn()) throw redirect({ to: '/chats' });
}

/** A path of this site to go to after signing in; anything else would be an open redirect. */
export function safeNext(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/chats';
}

/** Checks the routes anew whenever a session begins or ends, in this tab or by expiry. */
export function followSession(router: { invalidate(): Promise<void> }): void {
  let wasSignedIn = isSignedIn();
  client.session.state.subscribe(() => {
    if (isSignedIn() === wasSignedIn) return;
    wasSignedIn = isSignedIn();
    void router.invalidate();
  });
}
