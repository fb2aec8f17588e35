import { client } from '../data/client.ts';
import { readInstance } from '../data/instance.ts';
import { addresses } from './addresses.ts';
import type { Place } from './routing/page-history.ts';
import { followPlace } from './routing/router.ts';

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

async function whereToSignIn(href: string): Promise<string> {
  if (await needsSetup()) return addresses.setup;
  return addresses.signIn(wantsToComeBack() && href !== addresses.chats ? href : undefined);
}

/**
 * Sends whoever is not signed in to the sign-in page; back afterwards, unless they left by their own wish. On a server
 * that nobody uses yet it is the page that sets it up.
 */
export function requireSession({ href }: Place): undefined | Promise<string> {
  return isSignedIn() ? undefined : whereToSignIn(href);
}

/** Sends whoever is signed in already away from the pages for signing in. */
export function requireNoSession(): string | undefined {
  return isSignedIn() ? addresses.chats : undefined;
}

/** Lets nobody set up what is set up, but for those who bring a code: an owner may still be missing. */
export async function requireSetup({ hash }: Place): Promise<string | undefined> {
  if (isSignedIn()) return addresses.chats;
  return hash === '' && !(await needsSetup()) ? addresses.signIn() : undefined;
}

/** Checks anew who may be where one is, whenever a session begins or ends, in this tab or by expiry. */
export function followSession(): void {
  let signedIn = isSignedIn();
  wasSignedIn = signedIn;
  client.session.state.subscribe(() => {
    if (isSignedIn() === signedIn) return;
    signedIn = isSignedIn();
    wasSignedIn ||= signedIn;
    void followPlace();
  });
}
