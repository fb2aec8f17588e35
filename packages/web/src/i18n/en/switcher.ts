export const switcher = {
  title: 'Go to',
  placeholder: 'Chat, person or command',
  none: 'Nothing fits “{{query}}”.',
  group: { chat: 'Chats', person: 'Friends', command: 'Commands' },
} as const;
