import type { ReactNode } from 'react';
import { usePageTitle } from '../../app/use-page-title.ts';
import type { Submission } from '../../data/use-submission.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

interface AuthFormProps {
  readonly title: string;
  readonly lead?: string;
  readonly action: string;
  readonly submission: Submission;
  readonly children: ReactNode;
  /** Links below the button. */
  readonly footer: ReactNode;
}

/** A titled form with one button, its failure on top. */
export function AuthForm({ title, lead, action, submission, children, footer }: AuthFormProps) {
  usePageTitle(title);
  return (
    <form onSubmit={submission.submit} className="grid gap-5">
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      {lead !== undefined && <p className="-mt-3 text-ink-soft">{lead}</p>}
      {submission.failure !== null && <Notice kind="error">{submission.failure.message}</Notice>}
      {children}
      <Button type="submit" look="primary" busy={submission.busy} className="min-h-11">
        {action}
      </Button>
      <div className="flex flex-wrap justify-between gap-x-4 gap-y-2 text-sm">{footer}</div>
    </form>
  );
}

export const authLink = 'rounded-sm font-medium text-accent underline-offset-4 hover:underline';
