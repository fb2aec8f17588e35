import { ApiCaller } from '@parley/testkit/api-caller.ts';
import { password } from '@parley/testkit/browser-person.ts';

/** People with things to say to each other, who have no window. */
export interface Town {
  readonly bob: ApiCaller;
  readonly carla: ApiCaller;
  readonly dmitri: ApiCaller;
}

async function join(url: string, username: string, name: string): Promise<ApiCaller> {
  const body = { username, name, password };
  const { session } = await new ApiCaller(url).call<{ session: { token: string } }>('POST', '/users', body);
  return new ApiCaller(url, session.token);
}

/** Signs up Bob, Carla and Dmitri. */
export async function settle(url: string): Promise<Town> {
  return {
    bob: await join(url, 'bob', 'Bob Okafor'),
    carla: await join(url, 'carla', 'Carla Nyström'),
    dmitri: await join(url, 'dmitri', 'Dmitri Volkov'),
  };
}

/** Makes somebody with a session part of the town: friends, a request, a private chat (1), a group (2), an invitation. */
export async function moveIn(
  username: string,
  newcomer: ApiCaller,
  { bob, carla, dmitri }: Town,
): Promise<void> {
  for (const [name, friend] of [
    ['bob', bob],
    ['carla', carla],
  ] as const) {
    await newcomer.call('POST', '/friend-requests', { to: name });
    await friend.call('PATCH', `/friend-requests/${username}`, { status: 'accepted' });
  }
  await dmitri.call('POST', '/friend-requests', { to: username });
  await newcomer.call('POST', '/chats', { kind: 'private', with: 'bob' });
  await newcomer.call('POST', '/chats', { kind: 'group', name: 'Harbour walk', members: ['bob', 'carla'] });
  for (const friend of [bob, carla]) await friend.call('PATCH', '/invitations/2', { status: 'accepted' });
  await carla.call('POST', '/chats', { kind: 'group', name: 'Book club', members: [username] });
  await bob.call('PATCH', '/users/me', { status_text: 'Lighthouse keeper, mostly' });
  await talk(newcomer, bob, carla);
}

async function talk(alice: ApiCaller, bob: ApiCaller, carla: ApiCaller): Promise<void> {
  const say = (who: ApiCaller, chat: number, content: string, more = {}) =>
    who.call('POST', `/chats/${chat}/messages`, { content, ...more });
  await say(bob, 1, 'Did you get the tickets for the ferry?');
  await say(alice, 1, 'Yes, two by the window', { reply_to: 1 });
  await say(alice, 1, 'See https://example.org/timetable');
  await alice.call('PUT', '/chats/1/messages/3', { content: 'The timetable: https://example.org/timetable' });
  await bob.call('PUT', '/chats/1/messages/2/reactions/❤️');
  await alice.call('PUT', '/chats/1/messages/2/reactions/👍');
  await say(bob, 1, 'wrong window');
  await bob.call('DELETE', '/chats/1/messages/4');
  await say(carla, 2, 'Who brings the coffee?');
  await say(bob, 2, 'I do, and rolls for everybody');
  await say(alice, 2, '**Bring** @bob:\n- _rope_\n- `anchor`\n```sh\nferry --book 3\n```\n> and the map', {
    mentions: ['bob'],
  });
  await say(alice, 2, 'Thank you!', { sticker: 'thanks' });
  for (const pinned of [1, 2]) await alice.call('PUT', `/chats/2/pins/${pinned}`);
}
