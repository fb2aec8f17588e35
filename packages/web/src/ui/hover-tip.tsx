import { type ReactNode, useLayoutEffect, useRef } from 'react';

const gapPx = 6;

interface HoverTipProps {
  readonly anchor: HTMLElement;
  readonly children: ReactNode;
}

/** Words above their anchor while it is hovered or focused; screen readers have them from its name. */
export default function HoverTip({ anchor, children }: HoverTipProps) {
  const tip = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const element = tip.current;
    if (element === null) return;
    element.showPopover();
    const place = anchor.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const middle = place.left + place.width / 2 - width / 2;
    const furthest = document.documentElement.clientWidth - width - gapPx;
    const above = place.top - height - gapPx;
    // The top layer knows only the window, whatever the direction of the language.
    element.style.left = `${Math.max(gapPx, Math.min(furthest, middle))}px`;
    element.style.top = `${above < gapPx ? place.bottom + gapPx : above}px`;
  }, [anchor]);
  return (
    <span
      ref={tip}
      popover="manual"
      aria-hidden
      className="pointer-events-none fixed inset-auto m-0 max-w-64 rounded-md bg-ink px-2.5 py-1.5 text-start text-xs text-surface shadow-float"
    >
      {children}
    </span>
  );
}
