import { useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { showToast } from '../ui/toast.tsx';
import { failureOf } from './failure.ts';

export interface Action {
  readonly busy: boolean;
  /** Runs it unless it is running; answers whether it worked. A failure is said in a toast. */
  run(action: () => Promise<unknown>): Promise<boolean>;
}

/** For buttons that ask the server for something and have no form to show a failure in. */
export function useAction(): Action {
  const translator = useTranslation();
  const [busy, setBusy] = useState(false);
  async function run(action: () => Promise<unknown>): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    try {
      await action();
      return true;
    } catch (cause) {
      showToast(failureOf(cause, translator).message, 'failed');
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { busy, run };
}
