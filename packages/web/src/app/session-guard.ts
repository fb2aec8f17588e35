import { redirect } from '@tanstack/react-router';
import { client } from '../data/client.ts';
import { readInstance } from '../data/instance.ts';

/** Whether somebody has been signed in on this page: then being signed out was wished, unless the session expired. */
let wasSignedIn = false;

function isSignedIn(): boolean {
  return client.session.state.get().status === 'signed_in';
}

function wantsToComeBack(): boolean {
  const session = client.session.state.get();
  return !wasSignedIn || (session.status === 'signed_out' && session.reason === 'expired');
}

async function needsSetup(): Promise<boolean> {
  return (await readInstance())?.needs_setup === true;
}

/**
 * Sends whoever is not signed in to the sign-in page; back afterwards, unless they left by their own wish. On a server
 * that nobody uses yet it is the page that sets it up.
 */
export async function requireSession({ location }: { location: { href: string } }): Promise<void> {
  if (isSignedIn()) return;
  if (await needsSetup()) throw redirect({ to: '/setup' });
  const comesBack = wantsToComeBack() && location.href !== '/chats';
  throw redirect({ to: '/sign-in', search: comesBack ? { next: location.href } : {} });
}

/** Sends whoever is signed in already away from the pages for signing in. */
export function requireNoSession(): void {
  if (isSignedIn()) throw redirect({ to: '/chats' });
}

/** Lets nobody set up what is set up, but for those who bring a code: an owner may still be missing. */
export async function requireSetup({ location }: { location: { hash: string } }): Promise<void> {
  requireNoSession();
  if (location.hash === '' && !(await needsSetup())) throw redirect({ to: '/sign-in' });
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
