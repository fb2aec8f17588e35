import { withQuery } from '../../app/addresses.ts';
import { pageHistory } from '../../app/routing/page-history.ts';
import { navigate } from '../../app/routing/router.ts';
import { useSearch } from '../../app/routing/use-shown.ts';
import { type Pane, type PaneInAddress, readPane } from '../../app/search-params.ts';
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
  const inAddress = useSearch(readPane);
  const wide = useWide();
  const remembered = useStore(rememberedDetails);
  const shown = inAddress.pane ?? (wide && remembered ? 'details' : null);

  function leaveAddress(): void {
    const { pathname, state } = pageHistory.place;
    if (state.overConversation === true) pageHistory.back();
    else void navigate(pathname, { replace: true });
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
      const { pathname, state } = pageHistory.place;
      void navigate(withQuery(pathname, wanted), {
        replace: over,
        state: over ? state : { overConversation: true },
      });
    },
    close() {
      if (wide && shown === 'details') rememberDetails(false);
      if (inAddress.pane !== undefined) leaveAddress();
    },
  };
}
