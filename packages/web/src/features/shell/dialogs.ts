import { createStore } from '@parley/client/store.ts';

/** Dialogs that are opened from several places: a new chat, a new group, the switcher, the shortcuts, a person. */
export type OpenDialog = 'chat' | 'group' | 'switcher' | 'shortcuts' | { readonly person: string };

export const openedDialog = createStore<OpenDialog | null>(null);

/** Opens a dialog, in the place of the one that is open. */
export function openDialog(dialog: OpenDialog): void {
  openedDialog.set(dialog);
}

export function closeDialog(): void {
  openedDialog.set(null);
}
