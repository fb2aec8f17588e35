import type { ComponentType } from 'react';
import { ChatsPage } from '../features/chats/chats-page.tsx';
import { NoChatChosen } from '../features/chats/no-chat-chosen.tsx';
import { ConversationPage } from '../features/conversation/conversation-page.tsx';
import { Shell } from '../features/shell/shell.tsx';
import { addresses } from './addresses.ts';
import { loadWithTexts } from './lazy-part.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { lazyRoutePart, type Part, type Route } from './routing/route.ts';
import { requireNoSession, requireSession, requireSetup } from './session-guard.ts';

function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) {
  return lazyRoutePart(async () => (await loadWithTexts(load))[name]);
}

const auth = page(() => import('../features/auth/auth-layout.tsx'), 'AuthLayout');
const signIn = page(() => import('../features/auth/sign-in-page.tsx'), 'SignInPage');
const register = page(() => import('../features/auth/register-page.tsx'), 'RegisterPage');
const forgot = page(() => import('../features/auth/forgot-page.tsx'), 'ForgotPage');
const reset = page(() => import('../features/auth/reset-page.tsx'), 'ResetPage');
const setup = page(() => import('../features/setup/setup-page.tsx'), 'SetupPage');
const people = page(() => import('../features/people/people-page.tsx'), 'PeoplePage');
const search = page(() => import('../features/search/search-page.tsx'), 'SearchPage');
const settings = page(() => import('../features/settings/settings-page.tsx'), 'SettingsPage');

const conversation = [Shell, ChatsPage, ConversationPage];

/** What is shown for an address that is none. */
export const notFound: readonly Part[] = [NotFoundPage];

/** Every address of the app. */
export const routes: readonly Route[] = [
  { pattern: '/', parts: [], guard: () => addresses.chats },
  { pattern: '/chats', parts: [Shell, ChatsPage, NoChatChosen], guard: requireSession },
  // The conversation, at a message to jump to if one is named; a pane beside it is in the query.
  { pattern: '/chats/:number/messages/:message', parts: conversation, guard: requireSession },
  { pattern: '/chats/:number/*', parts: conversation, guard: requireSession },
  { pattern: '/people', parts: [Shell, people], guard: requireSession },
  { pattern: '/search', parts: [Shell, search], guard: requireSession },
  { pattern: '/settings', parts: [Shell, settings], guard: requireSession },
  { pattern: '/sign-in', parts: [auth, signIn], guard: requireNoSession },
  { pattern: '/register', parts: [auth, register], guard: requireNoSession },
  { pattern: '/setup', parts: [auth, setup], guard: requireSetup },
  { pattern: '/forgot', parts: [auth, forgot] },
  { pattern: '/reset/:code', parts: [auth, reset] },
];
