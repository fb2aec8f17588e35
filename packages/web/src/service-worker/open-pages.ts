/** The lock that each page holds as long as it is open, named by the program it runs. */
export const pageLock = 'parley.page ';

/** Paths of the programs that open pages run; they may still ask for files of their own build. */
export async function openPrograms(locks: LockManager): Promise<readonly string[]> {
  const { held = [] } = await locks.query();
  return held.flatMap(({ name = '' }) => (name.startsWith(pageLock) ? [name.slice(pageLock.length)] : []));
}
