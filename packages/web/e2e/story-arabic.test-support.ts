import type { Story } from './story.test-support.ts';

/** The same morning in another town, as Layla sees it. */
export const arabic: Story = {
  reader: 'layla',
  people: {
    layla: 'ليلى حداد',
    sami: 'سامي منصور',
    noura: 'نورة العلي',
    yousef: 'يوسف كرم',
    huda: 'هدى صالح',
  },
  chats: [
    {
      name: 'نزهة الميناء',
      members: ['layla', 'sami', 'noura', 'yousef'],
      lines: [
        { at: [-1, 18, 4], by: 'noura', text: 'الجو صحو غدًا حتى الرابعة. ما رأيكم بنزهة على الميناء؟' },
        { at: [-1, 18, 6], by: 'sami', text: 'فكرة رائعة!', reactions: { '👍': ['layla', 'yousef'] } },
        {
          at: [0, 8, 41],
          by: 'sami',
          text: 'تغادر العبّارة الساعة 9:40 من الرصيف 4: https://ferry.example/timetable',
        },
        {
          at: [0, 8, 43],
          by: 'noura',
          text: 'سأمرّ على المخبز في التاسعة. من يريد كعكًا؟',
          reactions: { '🙋': ['layla', 'sami'] },
        },
        { at: [0, 8, 46], by: 'layla', text: 'أنا! هل ما زالت الخريطة معكِ؟', more: { reply_to: 4 } },
        {
          at: [0, 8, 47],
          by: 'noura',
          text: 'نعم، ومعي المنظار الصغير أيضًا 🦭',
          reactions: { '❤️': ['layla', 'sami', 'yousef'] },
        },
        { at: [0, 8, 52], by: 'layla', text: 'أنتِ الأفضل. نلتقي عند الرصيف!' },
      ],
    },
    {
      members: ['layla', 'yousef'],
      unread: 2,
      lines: [
        { at: [0, 9, 2], by: 'yousef', text: 'صباح الخير' },
        { at: [0, 9, 3], by: 'yousef', text: 'الكعك ما زال ساخنًا 😄' },
      ],
    },
    {
      members: ['layla', 'sami'],
      lines: [
        { at: [-1, 19, 34], by: 'sami', text: 'حجزت مقعدين بجانب النافذة.' },
        { at: [-1, 19, 35], by: 'layla', text: 'ممتاز، وأنا أحضر القهوة' },
      ],
    },
    {
      name: 'نادي الكتاب',
      members: ['huda', 'layla', 'noura'],
      unread: 1,
      lines: [{ at: [-2, 21, 20], by: 'huda', text: 'نلتقي يوم الثلاثاء في السابعة' }],
    },
  ],
};
