import type { ComponentProps, MouseEvent } from 'react';
import { isAt } from './match-path.ts';
import type { EntryState } from './page-history.ts';
import { navigate, preload } from './router.ts';
import { useShown } from './use-shown.ts';

export interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  /** An address of the app, from `addresses.ts`. */
  readonly to: string;
  /** Whether the entry of this page is given up. */
  readonly replace?: boolean | undefined;
  readonly state?: EntryState | undefined;
  /** Whether the link is current wherever its path is, whatever the query. */
  readonly anyQuery?: boolean;
}

/** Whether a press is for the browser: a new tab or window, a download. */
function isForBrowser(event: MouseEvent<HTMLAnchorElement>): boolean {
  const { metaKey, ctrlKey, shiftKey, altKey, button } = event;
  return metaKey || ctrlKey || shiftKey || altKey || button !== 0;
}

/**
 * A link inside the app. At its address or below it, it is the current one of its kind (`aria-current`, and
 * `data-status="active"` for its look); what it leads to is fetched once somebody is about to press it.
 */
export function Link({ to, replace = false, state, anyQuery = false, onClick, ...rest }: LinkProps) {
  const [path = to] = to.split('?');
  const active = useShown(({ place }) => isAt(anyQuery ? path : to, place));
  function go(event: MouseEvent<HTMLAnchorElement>): void {
    onClick?.(event);
    if (event.defaultPrevented || isForBrowser(event)) return;
    event.preventDefault();
    void navigate(to, state === undefined ? { replace } : { replace, state });
  }
  return (
    <a
      {...rest}
      {...(active && { 'aria-current': 'page', 'data-status': 'active' })}
      href={to}
      onClick={go}
      onPointerEnter={() => preload(to)}
      onFocus={() => preload(to)}
    />
  );
}
