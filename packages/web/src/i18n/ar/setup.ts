import type { Translation } from '../translation.ts';

export const setup: Translation['setup'] = {
  title: 'إعداد Parley الخاص بك',
  lead: 'أنشئ الحساب الذي يملك هذا الخادم.',
  action: 'إعداد',
  server: 'هذا الخادم',
  account: 'حسابك',
  code: 'رمز الإعداد',
  codeHint: 'عرضه الخادم في المكان الذي شُغّل منه.',
  codeGiven: 'جاء رمز الإعداد مع رابطك.',
  instanceName: 'اسم هذا الخادم',
  instanceNameHint: 'يراه الآخرون عند تسجيل الدخول.',
  skip: 'ليس الآن، إنشاء حساب فقط',
};
