import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startColumns } from './app/columns.ts';
import { followHistory, putListUnderneath } from './app/history-trail.ts';
import { router } from './app/router.tsx';
import { followSession } from './app/session-guard.ts';
import { startTheme } from './app/theme.ts';
import { client } from './data/client.ts';
import { startLanguage } from './i18n/language.ts';
import './styles/app.css';

startTheme();
startColumns();
await Promise.all([startLanguage(), client.session.restore()]);
followHistory(router.history);
putListUnderneath(router.history);
followSession(router);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
// What makes the next visit fast must not slow this one down.
setTimeout(() => void import('./app/app-update.ts').then(({ startAppUpdates }) => startAppUpdates()), 1500);
