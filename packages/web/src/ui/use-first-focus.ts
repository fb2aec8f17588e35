import { type RefObject, useEffect } from 'react';

/** Puts the focus here when the page or dialog opens, because this is what one came for. */
export function useFirstFocus(element: RefObject<HTMLElement | null>, wanted: boolean): void {
  useEffect(() => {
    if (wanted) element.current?.focus();
  }, [element, wanted]);
}
