import { linkify } from './linkify.ts';

/** A text as it was written, with its web addresses to press. */
export function LinkedText({ text }: { readonly text: string }) {
  return linkify(text).map((part) =>
    part.href === undefined ? (
      <span key={part.start}>{part.text}</span>
    ) : (
      <a
        key={part.start}
        href={part.href}
        // An address reads from left to right, whatever directions the text around it claims.
        dir="ltr"
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="underline decoration-current/40 underline-offset-2 hover:decoration-current"
      >
        {part.text}
      </a>
    ),
  );
}
