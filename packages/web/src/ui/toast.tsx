import { useSyncExternalStore } from 'react';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: 'done' | 'failed';
}

const shownMs = 4500;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says something in passing, for a few seconds, at the foot of the screen. */
export function showToast(text: string, kind: Toast['kind'] = 'done'): void {
  lastId += 1;
  const id = lastId;
  change([...toasts.slice(-2), { id, text, kind }]);
  setTimeout(() => change(toasts.filter((toast) => toast.id !== id)), shownMs);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where toasts appear; a polite live region that is always there. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-20 z-50 flex flex-col items-center gap-2 px-4"
    >
      {shown.map((toast) => (
        <p
          key={toast.id}
          className={`animate-[rise_200ms_var(--ease-calm)] rounded-md px-4 py-2.5 text-sm shadow-float ${
            toast.kind === 'failed' ? 'bg-danger-soft text-danger' : 'bg-ink text-surface'
          }`}
        >
          {toast.text}
        </p>
      ))}
    </div>
  );
}
