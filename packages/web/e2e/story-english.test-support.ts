import type { Story } from './story.test-support.ts';

/** A Saturday morning as Alice sees it. */
export const english: Story = {
  reader: 'alice',
  people: {
    alice: 'Alice Moreau',
    bob: 'Bob Okafor',
    carla: 'Carla Nyström',
    emi: 'Emi Tanaka',
    dmitri: 'Dmitri Volkov',
    grace: 'Grace Whitlock',
    jonas: 'Jonas Weber',
    farid: 'Farid Haddad',
    leonie: 'Léonie Marchand',
    tomas: 'Tomás Ribeiro',
  },
  states: {
    alice: 'On the water until Sunday',
    bob: 'Lighthouse keeper, mostly',
    carla: 'Maps, knots, binoculars',
    emi: 'Bakery until nine',
    farid: 'We met at the book club',
    leonie: 'Rowing, Tuesdays and Thursdays',
    tomas: 'Carpenter, flat 4A',
  },
  asking: ['tomas', 'leonie', 'farid'],
  chats: [
    {
      name: 'Harbour walk',
      members: ['alice', 'bob', 'carla', 'emi'],
      lines: [
        {
          at: [-1, 18, 4],
          by: 'carla',
          text: 'Tomorrow stays dry until four. Shall we walk along the harbour?',
        },
        {
          at: [-1, 18, 6],
          by: 'bob',
          text: 'Yes! I look up the ferry.',
          reactions: { '👍': ['alice', 'emi'] },
        },
        { at: [-1, 18, 21], by: 'alice', text: 'Count me in. I have been looking forward to this all week.' },
        {
          at: [0, 8, 41],
          by: 'bob',
          text: 'The ferry leaves at **9:40** from pier 4, the next one only at noon:\nhttps://ferry.example/timetable',
          pinnedBy: 'alice',
        },
        {
          at: [0, 8, 43],
          by: 'emi',
          text: 'Then I am at the bakery at nine. Who wants a cinnamon roll?',
          reactions: { '🙋': ['alice', 'bob', 'carla'] },
        },
        {
          at: [0, 8, 46],
          by: 'alice',
          text: 'Two for me, please. @carla do you still have the map of the islands?',
          more: { reply_to: 5, mentions: ['carla'] },
        },
        {
          at: [0, 8, 47],
          by: 'carla',
          text: 'Packed it, and the small binoculars, for the seals 🦭',
          reactions: { '❤️': ['alice', 'bob', 'emi'], '🎉': ['bob'] },
        },
        { at: [0, 8, 52], by: 'alice', text: 'You are the best. See you all at the pier!' },
      ],
    },
    {
      members: ['alice', 'emi'],
      unread: 2,
      lines: [
        { at: [0, 9, 2], by: 'emi', text: 'Rolls are still warm' },
        { at: [0, 9, 3], by: 'emi', text: 'Come quickly, Bob is here too 😄' },
      ],
    },
    {
      members: ['alice', 'bob'],
      lines: [
        { at: [-1, 19, 30], by: 'alice', text: 'Did you get the tickets for the ferry?' },
        { at: [-1, 19, 34], by: 'bob', text: 'Yes, the 9:40. Two seats by the window.' },
        {
          at: [-1, 19, 35],
          by: 'alice',
          text: 'Perfect, then I bring coffee',
          more: { reply_to: 2 },
          reactions: { '❤️': ['bob'] },
        },
        { at: [0, 8, 10], by: 'bob', text: 'Good morning! The sea is as flat as a plate.' },
        { at: [0, 8, 12], by: 'bob', text: 'They open the gate at half past: https://ferry.example/pier-4' },
        { at: [0, 8, 15], by: 'alice', text: 'I come by bike, so keep an eye on the weather for me 🚲' },
        { at: [0, 8, 16], by: 'bob', text: 'Not a cloud. See you at the pier!' },
        { at: [0, 8, 17], by: 'alice', text: 'See you there' },
      ],
    },
    {
      name: 'Book club',
      members: ['grace', 'alice', 'jonas', 'carla'],
      unread: 3,
      lines: [
        { at: [-1, 20, 50], by: 'alice', text: 'The lighthouse chapter is my favourite so far.' },
        { at: [-1, 21, 2], by: 'jonas', text: 'No spoilers, I am on page 90' },
        { at: [-1, 21, 14], by: 'carla', text: 'Same here' },
        {
          at: [-1, 21, 20],
          by: 'grace',
          text: '@alice would you open the evening on Tuesday?',
          more: { mentions: ['alice'] },
        },
      ],
    },
    {
      members: ['alice', 'dmitri'],
      lines: [
        { at: [-1, 12, 3], by: 'dmitri', text: 'I left the lighthouse photos on the shared disk.' },
        { at: [-1, 12, 40], by: 'alice', text: 'They are wonderful, thank you!' },
      ],
    },
    {
      name: 'Flat 3B',
      members: ['jonas', 'alice', 'dmitri'],
      lines: [
        { at: [-2, 17, 5], by: 'dmitri', text: 'The heating is fixed. Keys are under the blue pot.' },
        { at: [-2, 17, 8], by: 'jonas', text: 'You are a hero, Dmitri' },
      ],
    },
    {
      members: ['alice', 'grace'],
      lines: [
        { at: [-3, 9, 12], by: 'grace', text: 'Is the old lighthouse open on Sundays?' },
        { at: [-3, 9, 30], by: 'alice', text: 'From eleven, I think' },
      ],
    },
  ],
};
