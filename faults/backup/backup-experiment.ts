import { as } from '@parley/client/testing/arena.ts';
import type { Person } from '@parley/client/testing/device.ts';
import { FrameClient } from '@parley/testkit/frame-client.ts';
import { Seeded } from '@parley/testkit/seeded.ts';
import type { Experiment, Findings } from '../experiment.ts';
import { BackupPlace } from './backup-place.ts';
import { BackupRounds } from './backup-rounds.ts';

const usernames = ['alice', 'bob', 'carol'] as const;
const sizes = {
  full: { rounds: 20, load: 300, before: 60_000 },
  short: { rounds: 1, load: 30, before: 500 },
} as const;

export const backupExperiment: Experiment = {
  name: 'backup',
  title: 'Backups under load, restored',
  method: `Four devices of three people write in the same chats while \`parley backup\` runs beside the server; they write on, the server
is stopped or killed, its data is replaced by \`parley restore\`, and it starts again on the same address. Every message acknowledged before
the backup began must be there once under its number, the copy must be how the log began entry for entry, and every device, also
one that was switched off meanwhile, must end with what a fresh one loads: what waited is sent once, what was lost with the restore is
neither shown nor sent again.`,
  run: async ({ seed, short, say }): Promise<Findings> => {
    const { rounds, load, before } = short ? sizes.short : sizes.full;
    await using place = await BackupPlace.open();
    await place.start();
    const people = await castOn(place.url);
    const chats = await chatsOf(place.url, people);
    await fill(place.url, people[0], before);
    await using running = new BackupRounds({ place, people, chats, chance: new Seeded(seed), load });
    await running.begin();
    for (let round = 1; round <= rounds; round++) {
      await running.round();
      say(`${round} of ${rounds} rounds`);
    }
    const { acknowledged, duringBackups, restored, lost, waited, recoveries } = running.tally;
    return {
      counts: {
        backups: rounds,
        acknowledged,
        'acknowledged during backups': duringBackups,
        'entries restored': restored,
        'entries newer than the backup': lost,
        'messages that waited': waited,
        'devices recovered': recoveries,
        'lost, doubled or false': 0,
      },
    };
  },
};

/** Three friends. */
async function castOn(url: string): Promise<Person[]> {
  const people: Person[] = [];
  for (const username of usernames) {
    const body = { username, password: `${username} has a password` };
    const { user, session } = await as(url, undefined).call('register', { body });
    const person = { account: user, token: session.token };
    for (const friend of people) {
      await as(url, person).call('sendFriendRequest', { body: { to: friend.account.username } });
      const params = { username };
      await as(url, friend).call('answerFriendRequest', { params, body: { status: 'accepted' } });
    }
    people.push(person);
  }
  return people;
}

/** Two groups of everybody. */
async function chatsOf(url: string, people: readonly Person[]): Promise<number[]> {
  const [owner, ...others] = people;
  const numbers: number[] = [];
  for (const name of ['one', 'two']) {
    const members = others.map(({ account }) => account.username);
    const body = { kind: 'group' as const, name, members };
    const { number } = await as(url, owner).call('createChat', { body });
    for (const other of others) {
      const answer = { params: { number }, body: { status: 'accepted' as const } };
      await as(url, other).call('answerInvitation', answer);
    }
    numbers.push(number);
  }
  return numbers;
}

/** A chat of one's own whose messages make a backup take its time. */
async function fill(url: string, person: Person | undefined, count: number): Promise<void> {
  const { number: chat } = await as(url, person).call('createChat', { body: { kind: 'group', name: 'old' } });
  using socket = await FrameClient.open(url, { token: person?.token ?? '' });
  for (let from = 0; from < count; from += 500) {
    const ref = `old ${from}`;
    const content = (key: string) => `${key} ${'said before '.repeat(20)}`;
    const sends = Array.from({ length: 500 }, (_, index) => {
      const key = `old-${from + index}`;
      return { type: 'send', ref: index === 499 ? ref : key, chat, client_id: key, content: content(key) };
    });
    socket.send(sends);
    await socket.first('ack', (frame) => frame.ref === ref, from);
  }
}
