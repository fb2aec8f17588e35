import './early/ask-early.ts';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { startColumns } from './app/columns.ts';
import { followHistory, putListUnderneath } from './app/history-trail.ts';
import { RootLayout } from './app/root-layout.tsx';
import { notFound, routes } from './app/routes.ts';
import { startRouting } from './app/routing/router.ts';
import { followSession } from './app/session-guard.ts';
import { startTheme } from './app/theme.ts';
import { client } from './data/client.ts';
import { forgetEarly } from './early/early-answers.ts';
import { startLanguage } from './i18n/language.ts';
import './styles/app.css';

startTheme();
startColumns();
await Promise.all([startLanguage(), client.session.restore()]);
followHistory();
putListUnderneath();
void startRouting(routes, notFound);
followSession();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const page = (
  <StrictMode>
    <RootLayout />
  </StrictMode>
);
// Bit by bit: the browser has other things to do while a page opens.
startTransition(() => createRoot(root).render(page));
setTimeout(() => {
  forgetEarly();
  // What makes the next visit fast must not slow this one down.
  void import('./app/app-update.ts').then(({ startAppUpdates }) => startAppUpdates());
}, 1500);
