import { type BrowserPerson, befriend, call, register } from '@parley/testkit/browser-person.ts';

/** Alice, who owns the group, with her friends Bob and Carol. */
export type FerryCrew = readonly [alice: BrowserPerson, bob: BrowserPerson, carol: BrowserPerson];

/** Numbers of the crew's chats. */
export const group = 1;
export const withBob = 2;
export const withCarol = 3;

/** Opens a chat by its address. */
export async function openChat({ page }: BrowserPerson, number: number): Promise<void> {
  await page.goto(`/chats/${number}`);
  // The keys on messages are loaded a moment after the page is drawn.
  await page.locator('[role=feed][aria-keyshortcuts]').waitFor();
}

/** Registers the three, puts them into a group, and lets Alice have a private chat with each; they look at the group. */
export async function gatherCrew([alice, bob, carol]: FerryCrew): Promise<void> {
  for (const person of [alice, bob, carol]) await register(person);
  for (const friend of [bob, carol]) await befriend(alice, friend);
  await call(alice, 'POST', '/chats', { kind: 'group', name: 'Ferry crew', members: ['bob', 'carol'] });
  for (const person of [bob, carol]) {
    await call(person, 'PATCH', `/invitations/${group}`, { status: 'accepted' });
  }
  for (const friend of ['bob', 'carol'])
    await call(alice, 'POST', '/chats', { kind: 'private', with: friend });
  for (const person of [alice, bob, carol]) await openChat(person, group);
}
