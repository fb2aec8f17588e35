import type { ComponentType } from 'react';
import type { Place } from './page-history.ts';

/** A component that is fetched when an address first needs it. */
export interface LazyPart {
  /** Undefined until it is loaded. */
  component: ComponentType | undefined;
  /** Rejects where it cannot be fetched; asked again, it tries again. */
  readonly load: () => Promise<void>;
}

export type Part = ComponentType | LazyPart;

/** Where whoever must not be at a place is sent instead; undefined for those who may. */
export type Guard = (place: Place) => string | undefined | Promise<string | undefined>;

/** A form of address, and what is shown there: from the outermost part, each in the outlet of the one before. */
export interface Route {
  readonly pattern: string;
  readonly parts: readonly Part[];
  readonly guard?: Guard;
}

/** A part that is a chunk of its own. */
export function lazyRoutePart(fetch: () => Promise<ComponentType>): LazyPart {
  const part: LazyPart = {
    component: undefined,
    load: async () => {
      part.component ??= await fetch();
    },
  };
  return part;
}

/** The component of a part, as far as it is there. */
export function componentOf(part: Part): ComponentType | undefined {
  return typeof part === 'function' ? part : part.component;
}
