import type { PeopleNode } from '../accounts/people-node.ts';

/** What this server calls itself: as configured, else as it was named at setup, which is the name of its own app. */
export async function instanceName({ config, store, ownApp }: PeopleNode): Promise<string> {
  return config.name ?? (await store.apps.byId(ownApp))?.name ?? 'Parley';
}
