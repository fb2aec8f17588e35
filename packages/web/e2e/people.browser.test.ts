import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type BrowserPerson,
  befriend,
  call,
  composer,
  desk,
  openBrowser,
  phone,
  picture,
  register,
  sitDown,
} from '@parley/testkit/browser-person.ts';
import { startServer, type TestServer } from '@parley/testkit/server.ts';

let server: TestServer;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let alice: BrowserPerson;
let bob: BrowserPerson;
let carla: BrowserPerson;

/** The row of somebody in the list that is shown. */
const rowOf = ({ page }: BrowserPerson, name: string) => page.getByRole('listitem').filter({ hasText: name });
const card = ({ page }: BrowserPerson) => page.getByRole('dialog', { name: 'Profile' });

async function confirm({ page }: BrowserPerson, action: string): Promise<void> {
  await page.getByRole('alertdialog').getByRole('button', { name: action }).click();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
}

async function choose(person: BrowserPerson, name: string, action: string): Promise<void> {
  await person.page.getByRole('button', { name: `Actions for ${name}` }).click();
  await person.page.getByRole('menuitem', { name: action }).click();
}

describe('people', () => {
  before(async () => {
    server = await startServer();
    browser = await openBrowser();
    alice = await sitDown(browser, 'Alice Moreau', { baseURL: server.url, device: desk });
    bob = await sitDown(browser, 'Bob Okafor', { baseURL: server.url, device: phone });
    carla = await sitDown(browser, 'Carla Nyström', { baseURL: server.url, device: desk });
    for (const person of [alice, bob, carla]) await register(person);
    await call(bob, 'PATCH', '/users/me', { status_text: 'Lighthouse keeper, mostly' });
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  test('WEB100 a request is sent, withdrawn, sent again, rejected, and after another one accepted', async () => {
    await alice.page.goto('/people?section=directory');
    await rowOf(alice, 'Bob Okafor').getByRole('button', { name: 'Send a request' }).click();
    await bob.page.goto('/people?section=requests');
    await bob.page.getByText('wants to be your friend').waitFor();
    await rowOf(alice, 'Bob Okafor').getByRole('button', { name: 'Withdraw' }).click();
    await bob.page.getByText('No open requests').waitFor();
    await rowOf(alice, 'Bob Okafor').getByRole('button', { name: 'Send a request' }).click();
    await picture(bob, 'request-phone');
    await rowOf(bob, 'Alice Moreau').getByRole('button', { name: 'Reject' }).click();
    await bob.page.getByText('No open requests').waitFor();
    await rowOf(alice, 'Bob Okafor').getByRole('button', { name: 'Withdraw' }).click();
    await rowOf(alice, 'Bob Okafor').getByRole('button', { name: 'Send a request' }).click();
    await rowOf(bob, 'Alice Moreau').getByRole('button', { name: 'Accept' }).click();
    await rowOf(alice, 'Bob Okafor').getByRole('button', { name: 'Message' }).waitFor();
    await picture(alice, 'directory');
  });

  test('WEB99 somebody is blocked in the directory and taken back there, and the list of the blocked follows', async () => {
    const { page } = alice;
    await choose(alice, 'Carla Nyström', 'Block');
    await confirm(alice, 'Block');
    await rowOf(alice, 'Carla Nyström').getByRole('button', { name: 'Unblock' }).waitFor();
    await page.getByRole('link', { name: 'Blocked' }).click();
    await rowOf(alice, 'Carla Nyström').getByRole('button', { name: 'Unblock' }).click();
    await page.getByText('Nobody is blocked').waitFor();
    await page.getByRole('link', { name: 'Directory' }).click();
    await rowOf(alice, 'Carla Nyström').getByRole('button', { name: 'Send a request' }).waitFor();
  });

  test('WEB99 a profile is shown wherever somebody is, with what there is to do between the two', async () => {
    const { page } = alice;
    await rowOf(alice, 'Bob Okafor')
      .getByRole('button', { name: /^Bob Okafor/ })
      .click();
    await card(alice).getByText('Lighthouse keeper, mostly').waitFor();
    await card(alice).getByText('@bob · online').waitFor();
    await picture(alice, 'person-card');
    await card(alice).getByRole('button', { name: 'Message' }).click();
    await page.getByRole('feed', { name: 'Messages with Bob Okafor' }).waitFor();
    await card(alice).waitFor({ state: 'detached' });
  });

  test('WEB100 friends are invited to a group from their profile', async () => {
    const { page } = alice;
    await befriend(alice, carla);
    await call(alice, 'POST', '/chats', { kind: 'group', name: 'Harbour walk', members: ['carla'] });
    await page.getByRole('button', { name: 'Details', exact: true }).click();
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByText('Lighthouse keeper, mostly').waitFor();
    await picture(alice, 'person-details');
    await details.getByRole('button', { name: 'Invite to a group' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Harbour walk' }).click();
    await page.getByText('Bob Okafor is invited to “Harbour walk”.').waitFor();
    await bob.page.goto('/chats');
    await bob.page.getByRole('button', { name: 'Join' }).click();
    await composer(bob).waitFor();
    await call(carla, 'PATCH', '/invitations/2', { status: 'accepted' });
    await call(carla, 'POST', '/chats/2/messages', { content: 'Who brings the coffee?' });
  });

  test('WEB99 a picture in a group leads to the profile of whoever is no friend yet', async () => {
    const { page } = bob;
    await page.getByRole('button', { name: /^Profile of/ }).click();
    await card(bob).getByText('Carla Nyström').waitFor();
    await picture(bob, 'person-card-phone');
    await card(bob).getByRole('button', { name: 'Send a request' }).click();
    await card(bob).getByRole('button', { name: 'Withdraw' }).click();
    await card(bob).getByRole('button', { name: 'Send a request' }).waitFor();
    await card(bob).getByRole('button', { name: 'Close' }).click();
    await card(bob).waitFor({ state: 'detached' });
  });

  test('WEB99 in the details of a private chat a friendship is ended, and the other blocked and taken back', async () => {
    const { page } = alice;
    const details = page.getByRole('complementary', { name: 'Details' });
    await page.goto('/chats/1');
    await details.getByRole('button', { name: 'End the friendship' }).click();
    await confirm(alice, 'End the friendship');
    await details.getByRole('button', { name: 'Send a request' }).waitFor();
    await details.getByRole('button', { name: 'Block' }).click();
    await confirm(alice, 'Block');
    await details.getByText('You have blocked this person.').waitFor();
    await details.getByRole('button', { name: 'Unblock' }).click();
    await details.getByRole('button', { name: 'Send a request' }).waitFor();
  });

  test('WEB99 pinned messages stand in the details and lead to their place', async () => {
    const { page } = alice;
    await page.goto('/chats/2');
    await call(alice, 'PUT', '/chats/2/pins/1');
    const pinned = page.getByRole('region', { name: 'Pinned messages' });
    await pinned.getByRole('link', { name: /Who brings the coffee/ }).click();
    await page.waitForFunction(() => location.pathname === '/chats/2/messages/1');
    await pinned.waitFor();
  });

  test('WEB11 nothing broke the page’s security policy or failed unseen', () => {
    for (const { complaints } of [alice, bob, carla]) assert.deepEqual(complaints, []);
  });
});
