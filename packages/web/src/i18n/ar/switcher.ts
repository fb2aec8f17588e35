import type { Translation } from '../translation.ts';

export const switcher: Translation['switcher'] = {
  title: 'الانتقال إلى',
  placeholder: 'محادثة أو شخص أو أمر',
  none: 'لا شيء يطابق «{{query}}».',
  group: { chat: 'المحادثات', person: 'الأصدقاء', command: 'الأوامر' },
};
