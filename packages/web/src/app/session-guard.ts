import { redirect } from '@tanstack/react-router';
import { client } from '../data/client.ts';

/** Whether somebody has been signed in on this page: then being signed out was wished, unless the session expired. */
let wasSignedIn = false;

function isSignedIn(): boolean {
  return client.session.state.get().status === 'signed_in';
}

function wantsToComeBack(): boolean {
  const session = client.session.state.get();
  return !wasSignedIn || (session.status === 'signed_out' && session.reason === 'expired');
}

/** Sends whoever is not signed in to the sign-in page; back afterwards, unless they left by their own wish. */
export function requireSession({ location }: { location: { href: string } }): void {
  if (isSignedIn()) return;
  const comesBack = wantsToComeBack() && location.href !== '/chats';
  throw redirect({ to: '/sign-in', search: comesBack ? { next: location.href } : {} });
}

/** Sends whoever is signed in already away from the pages for signing in. */
export function requireNoSession(): void {
  if (isSignedIn()) throw redirect({ to: '/chats' });
}

/** Checks the routes anew whenever a session begins or ends, in this tab or by expiry. */
export function followSession(router: { invalidate(): Promise<void> }): void {
  let signedIn = isSignedIn();
  wasSignedIn = signedIn;
  client.session.state.subscribe(() => {
    if (isSignedIn() === signedIn) return;
    signedIn = isSignedIn();
    wasSignedIn ||= signedIn;
    void router.invalidate();
  });
}
