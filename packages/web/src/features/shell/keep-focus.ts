const reachable = 'a[href], button:not([disabled]), input:not([disabled]), textarea, [tabindex="0"]';

/** The nearest place to the focus that is still there, with something in it that can have the focus. */
function nearest(path: readonly Element[]): HTMLElement | null {
  for (const box of path) {
    if (!box.isConnected) continue;
    const next = box.querySelector<HTMLElement>(reachable);
    if (next !== null) return next;
  }
  return null;
}

function ancestorsOf(element: Element): Element[] {
  const ancestors: Element[] = [];
  for (let box = element.parentElement; box !== null && box !== document.body; box = box.parentElement) {
    ancestors.push(box);
  }
  return ancestors;
}

/**
 * When a button goes with what it did, such as a request that is accepted, whoever has no mouse would begin at the top
 * of the page again: the focus goes to what is nearest (A11Y3), until the signal.
 */
export function keepFocus(signal: AbortSignal): void {
  let focused: Element | null = null;
  let path: readonly Element[] = [];
  const note = ({ target }: FocusEvent): void => {
    if (!(target instanceof Element)) return;
    // Keys are heard by what has the focus: without it a dialog would not close on Escape.
    const isMissed = target.matches(':focus-visible') || target.closest('[role=dialog]') !== null;
    focused = isMissed ? target : null;
    path = ancestorsOf(target);
  };
  const rescue = (): void => {
    if (focused === null || focused.isConnected || document.activeElement !== document.body) return;
    focused = null;
    nearest(path)?.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(() => {
    // Dialogs and pages that place the focus themselves do so within a frame or two.
    if (focused?.isConnected === false) setTimeout(rescue, 100);
  });
  observer.observe(document.body, { subtree: true, childList: true });
  document.addEventListener('focusin', note, { signal });
  signal.addEventListener('abort', () => observer.disconnect());
}
