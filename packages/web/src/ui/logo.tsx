/** Parley's mark: a speech bubble holding the lines of a log. */
export function Logo({ size }: { readonly size: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 32 32" className="shrink-0">
      <path
        className="fill-accent"
        d="M8 3h16a6 6 0 0 1 6 6v10a6 6 0 0 1-6 6H13l-6.2 4.6A1 1 0 0 1 5.2 28.8V24.3A6 6 0 0 1 2 19V9a6 6 0 0 1 6-6z"
      />
      <path
        className="stroke-on-accent"
        strokeWidth="2.4"
        strokeLinecap="round"
        fill="none"
        d="M9 10h14M9 14.5h9M9 19h5"
      />
    </svg>
  );
}
