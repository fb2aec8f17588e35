import { type FormEvent, useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { type Failure, failureOf } from './failure.ts';

export interface Submission {
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Give it to a form's onSubmit. */
  submit(event: FormEvent<HTMLFormElement>): void;
  /** What is wrong with one field, if the server named it. */
  problem(field: string): string | undefined;
}

/** Runs a form's action with the entered values; once at a time, its failure kept in words. */
export function useSubmission(action: (values: FormData) => Promise<void>): Submission {
  const translator = useTranslation();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function run(form: HTMLFormElement): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      await action(new FormData(form));
    } catch (cause) {
      setFailure(failureOf(cause, translator));
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    failure,
    submit(event) {
      event.preventDefault();
      if (!busy) void run(event.currentTarget);
    },
    problem: (field) => failure?.fields.get(field),
  };
}

/** What was typed into a text field of a form. */
export function entered(values: FormData, name: string): string {
  const value = values.get(name);
  return typeof value === 'string' ? value : '';
}
