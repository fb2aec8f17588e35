/** A link that looks like the primary button, because it leads to what is to be done. */
export const linkLook =
  'inline-flex min-h-10 items-center rounded-md bg-accent px-4 font-medium text-on-accent transition-colors hover:bg-accent-strong';
