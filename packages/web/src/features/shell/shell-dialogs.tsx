import { lazy, Suspense } from 'react';
import { usePreload } from '../../app/use-preload.ts';
import { useStore } from '../../data/use-store.ts';
import { HoldKeys } from '../../ui/hold-keys.tsx';
import { closeDialog, openedDialog } from './dialogs.ts';

const NewChatDialog = lazy(() => import('../chats/new-chat-dialog.tsx'));
const NewGroupDialog = lazy(() => import('../chats/new-group-dialog.tsx'));
const loadSwitcher = () => import('../switcher/quick-switcher.tsx');
const QuickSwitcher = lazy(loadSwitcher);
const ShortcutSheet = lazy(() => import('../shortcuts/shortcut-sheet.tsx'));
const PersonCard = lazy(() => import('../people/person-card.tsx'));

/** The dialog that was opened from somewhere, if any; each is loaded when it is first wanted. */
export function ShellDialogs() {
  const open = useStore(openedDialog);
  usePreload(loadSwitcher);
  return (
    <Suspense fallback={<HoldKeys />}>
      {open === 'chat' && <NewChatDialog onClose={closeDialog} />}
      {open === 'group' && <NewGroupDialog onClose={closeDialog} />}
      {open === 'switcher' && <QuickSwitcher onClose={closeDialog} />}
      {open === 'shortcuts' && <ShortcutSheet onClose={closeDialog} />}
      {typeof open === 'object' && open !== null && (
        <PersonCard key={open.person} username={open.person} onClose={closeDialog} />
      )}
    </Suspense>
  );
}
