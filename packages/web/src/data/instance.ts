import type { Instance } from '@parley/protocol/instance.ts';
import { useEffect, useState } from 'react';
import { client } from './client.ts';

let known: Promise<Instance | undefined> | undefined;

/** What the server says of itself, asked once; undefined where it cannot be reached. */
export function readInstance(): Promise<Instance | undefined> {
  known ??= client.api.attempt('getInstance').then((answer) => {
    // What may change soon is asked for again: a server that is being set up, or does not answer.
    if (!answer.ok || answer.value.needs_setup) known = undefined;
    return answer.ok ? answer.value : undefined;
  });
  return known;
}

/** The same for a component; undefined until it is known. */
export function useInstance(): Instance | undefined {
  const [instance, setInstance] = useState<Instance>();
  useEffect(() => {
    void readInstance().then(setInstance);
  }, []);
  return instance;
}
