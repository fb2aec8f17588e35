import type { Translation } from '../translation.ts';

export const shortcuts: Translation['shortcuts'] = {
  title: 'اختصارات لوحة المفاتيح',
  ctrl: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  or: 'أو',
  singleHint: 'يمكن إيقاف اختصارات الحرف الواحد:',
  group: { go: 'في كل مكان', chat: 'في المحادثة', write: 'أثناء الكتابة' },
  does: {
    switcher: 'الانتقال إلى محادثة أو شخص أو أمر',
    previousChat: 'المحادثة السابقة',
    nextChat: 'المحادثة التالية',
    previousUnread: 'المحادثة غير المقروءة السابقة',
    nextUnread: 'المحادثة غير المقروءة التالية',
    searchEverywhere: 'البحث في كل المحادثات',
    settings: 'الإعدادات',
    sheet: 'هذه الاختصارات',
    searchHere: 'البحث في هذه المحادثة',
    details: 'إظهار التفاصيل أو إخفاؤها',
    close: 'إغلاق ما في الأعلى',
    walkMessages: 'التنقّل بين الرسائل',
    send: 'إرسال',
    newLine: 'سطر جديد',
    editLast: 'تعديل آخر رسالة والحقل فارغ',
  },
};
