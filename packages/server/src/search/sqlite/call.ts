import type { FillingIndex } from '../search-index.ts';

type Method = 'apply' | 'fill' | 'checkpoint' | 'matches' | 'count' | 'clear';

/** A call of the port's method, on its way to the worker thread. */
export type Call = {
  [Name in Method]: {
    readonly id: number;
    readonly method: Name;
    readonly args: Parameters<FillingIndex[Name]>;
  };
}[Method];

export type Reply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: unknown };
