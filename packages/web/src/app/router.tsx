import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { ChatsPage } from '../features/chats/chats-page.tsx';
import { NoChatChosen } from '../features/chats/no-chat-chosen.tsx';
import { ConversationPage } from '../features/conversation/conversation-page.tsx';
import { Shell } from '../features/shell/shell.tsx';
import { CrashPage } from './crash-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { RootLayout } from './root-layout.tsx';
import { readFilters, readNext, readPane, readSection } from './search-params.ts';
import { requireNoSession, requireSession, requireSetup } from './session-guard.ts';

const root = createRootRoute({ component: RootLayout, notFoundComponent: NotFoundPage });

const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/chats' });
  },
});

const auth = createRoute({
  getParentRoute: () => root,
  id: 'auth',
  component: lazyRouteComponent(() => import('../features/auth/auth-layout.tsx'), 'AuthLayout'),
});

const signIn = createRoute({
  getParentRoute: () => auth,
  path: '/sign-in',
  validateSearch: readNext,
  beforeLoad: requireNoSession,
  component: lazyRouteComponent(() => import('../features/auth/sign-in-page.tsx'), 'SignInPage'),
});

const register = createRoute({
  getParentRoute: () => auth,
  path: '/register',
  validateSearch: readNext,
  beforeLoad: requireNoSession,
  component: lazyRouteComponent(() => import('../features/auth/register-page.tsx'), 'RegisterPage'),
});

const setup = createRoute({
  getParentRoute: () => auth,
  path: '/setup',
  beforeLoad: requireSetup,
  component: lazyRouteComponent(() => import('../features/setup/setup-page.tsx'), 'SetupPage'),
});

const forgot = createRoute({
  getParentRoute: () => auth,
  path: '/forgot',
  component: lazyRouteComponent(() => import('../features/auth/forgot-page.tsx'), 'ForgotPage'),
});

const reset = createRoute({
  getParentRoute: () => auth,
  path: '/reset/$code',
  component: lazyRouteComponent(() => import('../features/auth/reset-page.tsx'), 'ResetPage'),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: requireSession,
  component: Shell,
});

const chats = createRoute({ getParentRoute: () => shell, path: '/chats', component: ChatsPage });
const noChat = createRoute({ getParentRoute: () => chats, path: '/', component: NoChatChosen });
// The conversation, at a message to jump to if one is named; a pane beside it is in the query.
const chat = createRoute({
  getParentRoute: () => chats,
  path: '$number',
  validateSearch: readPane,
  component: ConversationPage,
});
const chatNewest = createRoute({ getParentRoute: () => chat, path: '/' });
const chatMessage = createRoute({ getParentRoute: () => chat, path: 'messages/$message' });
const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  validateSearch: readSection,
  component: lazyRouteComponent(() => import('../features/people/people-page.tsx'), 'PeoplePage'),
});

const search = createRoute({
  getParentRoute: () => shell,
  path: '/search',
  validateSearch: readFilters,
  component: lazyRouteComponent(() => import('../features/search/search-page.tsx'), 'SearchPage'),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/settings-page.tsx'), 'SettingsPage'),
});

const chatTree = chats.addChildren([noChat, chat.addChildren([chatNewest, chatMessage])]);

/** Every address of the app. */
export const router = createRouter({
  routeTree: root.addChildren([
    index,
    auth.addChildren([setup, signIn, register, forgot, reset]),
    shell.addChildren([chatTree, people, search, settings]),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: CrashPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
