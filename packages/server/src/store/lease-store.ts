import { statement } from '../sql/statement.ts';
import { leaseQueries } from './queries/lease-queries.ts';
import type { SqlDriver } from './sql-driver.ts';

/** Who may do what only one node should do at a time. The database's clock decides, whatever the nodes' clocks say. */
export class LeaseStore {
  readonly #driver: SqlDriver;

  constructor(driver: SqlDriver) {
    this.#driver = driver;
  }

  /**
   * Takes a lease that is free, has run out or is the holder's own, from now on for so many milliseconds; false while
   * it is another's (LEASE1). Nodes count from before they called: then they stop before it runs out.
   */
  async hold(name: string, holder: string, forMs: number): Promise<boolean> {
    const written = await this.#driver.write([
      statement(leaseQueries.prepare, name),
      statement(leaseQueries.hold, holder, forMs, name, holder),
    ]);
    return written.kind === 'done' && written.changes[1] === 1;
  }

  /** Who has it now; undefined: nobody. */
  async holder(name: string): Promise<string | undefined> {
    return (await this.#driver.readOne(leaseQueries.holder, [name]))?.holder as string | undefined;
  }

  /** Makes it free at once; nothing where it is another's. */
  async release(name: string, holder: string): Promise<void> {
    await this.#driver.write([statement(leaseQueries.release, name, holder)]);
  }
}
