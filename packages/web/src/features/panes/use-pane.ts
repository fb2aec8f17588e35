import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import type { Pane, PaneInAddress } from '../../app/search-params.ts';
import { useStore } from '../../data/use-store.ts';
import { useWide } from '../../ui/use-media.ts';
import { rememberDetails, rememberedDetails } from './remembered-details.ts';

let opener: Element | null = null;

/** What had the focus when the pane that appears was asked for; null when nobody asked for it just now. */
export function takeOpener(): Element | null {
  const element = opener;
  opener = null;
  return element;
}

export interface PaneState {
  readonly shown: Pane | null;
  open(wanted: PaneInAddress & { readonly pane: Pane }): void;
  close(): void;
}

/**
 * The pane of the open conversation. It is in the address, so that going back closes it (WEB87); only the details
 * that are kept open as a third column are a choice of this device.
 */
export function usePane(): PaneState {
  const inAddress: PaneInAddress = useSearch({ from: '/shell/chats/$number' });
  const navigate = useNavigate();
  const { history } = useRouter();
  const wide = useWide();
  const remembered = useStore(rememberedDetails);
  const shown = inAddress.pane ?? (wide && remembered ? 'details' : null);

  function leaveAddress(): void {
    if (history.location.state.overConversation === true) history.back();
    else void navigate({ to: '.', search: {}, replace: true });
  }
  return {
    shown,
    open(wanted) {
      opener = document.activeElement;
      if (wide && wanted.pane === 'details') {
        rememberDetails(true);
        if (inAddress.pane === 'search') leaveAddress();
        return;
      }
      const over = inAddress.pane !== undefined;
      const state = over ? history.location.state : { overConversation: true };
      void navigate({ to: '.', search: wanted, replace: over, state });
    },
    close() {
      if (wide && shown === 'details') rememberDetails(false);
      if (inAddress.pane !== undefined) leaveAddress();
    },
  };
}
