import { Suspense } from 'react';
import { lazyPart, loadWithTexts } from '../../app/lazy-part.ts';
import { usePreload } from '../../app/use-preload.ts';
import { useStore } from '../../data/use-store.ts';
import { HoldKeys } from '../../ui/hold-keys.tsx';
import { closeDialog, openedDialog } from './dialogs.ts';

const NewChatDialog = lazyPart(() => import('../chats/new-chat-dialog.tsx'));
const NewGroupDialog = lazyPart(() => import('../chats/new-group-dialog.tsx'));
const loadSwitcher = () => import('../switcher/quick-switcher.tsx');
const preloadSwitcher = () => loadWithTexts(loadSwitcher);
const QuickSwitcher = lazyPart(loadSwitcher);
const ShortcutSheet = lazyPart(() => import('../shortcuts/shortcut-sheet.tsx'));
const PersonCard = lazyPart(() => import('../people/person-card.tsx'));

/** The dialog that was opened from somewhere, if any; each is loaded when it is first wanted. */
export function ShellDialogs() {
  const open = useStore(openedDialog);
  usePreload(preloadSwitcher);
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
