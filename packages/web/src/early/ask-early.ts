import { firstLanguage, languages } from '../i18n/languages.ts';
import { askEarly } from './early-answers.ts';

/** With its worker the page is here at once, and so is what it showed last. */
const isFirstVisit = navigator.serviceWorker?.controller == null;

askEarly('/api/v1/users/me');
const [, chat] = /^\/chats\/([1-9]\d{0,9})(?:\/|$)/.exec(location.pathname) ?? [];
if (isFirstVisit && chat !== undefined) askEarly(`/api/v1/chats/${chat}`);
// What fails is asked for again by those who need it.
languages[firstLanguage()].first().catch(() => undefined);
