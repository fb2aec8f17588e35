import type { ReactNode } from 'react';

interface WebLinkProps {
  /** Always http or https. */
  readonly href: string;
  readonly children: ReactNode;
}

/** A way out to another site, which learns nothing of where one came from. */
export function WebLink({ href, children }: WebLinkProps) {
  return (
    <a
      href={href}
      title={href}
      // An address reads from left to right, whatever directions the text around it claims.
      dir={children === href ? 'ltr' : 'auto'}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="underline decoration-current/40 underline-offset-2 hover:decoration-current"
    >
      {children}
    </a>
  );
}
