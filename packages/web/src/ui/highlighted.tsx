import { highlightParts } from './highlight.ts';

interface HighlightedProps {
  readonly text: string;
  readonly ranges: readonly (readonly [number, number])[];
}

/** A text with what was searched for marked in it. */
export function Highlighted({ text, ranges }: HighlightedProps) {
  return highlightParts(text, ranges).map((part) =>
    part.marked ? <mark key={part.start}>{part.text}</mark> : <span key={part.start}>{part.text}</span>,
  );
}
