/** A piece of a line of text; `at` is where it begins and tells it from its neighbours. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly at: number; readonly text: string }
  | { readonly kind: 'link'; readonly at: number; readonly text: string; readonly href: string }
  | { readonly kind: 'mention'; readonly at: number; readonly text: string; readonly username: string }
  | { readonly kind: Emphasis; readonly at: number; readonly children: readonly Inline[] };

export type Emphasis = 'strong' | 'em' | 'del';

/** A part of a message that stands on lines of its own; `at` is the first of its lines. */
export type Block =
  | { readonly kind: 'text'; readonly at: number; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly at: number; readonly text: string; readonly language: string }
  | { readonly kind: 'quote'; readonly at: number; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'list';
      readonly at: number;
      /** The number of the first item; null for a list without numbers. */
      readonly start: number | null;
      readonly items: readonly ListItem[];
    };

export interface ListItem {
  readonly at: number;
  readonly blocks: readonly Block[];
}
