import { accountStoreContract } from './account-store.contract.ts';
import { appStoreContract } from './app-store.contract.ts';
import { friendStoreContract } from './friend-store.contract.ts';
import { leaseStoreContract } from './lease-store.contract.ts';
import { projectionContract } from './projection.contract.ts';
import { sessionStoreContract } from './session-store.contract.ts';
import { sqlBulkContract } from './sql-bulk.contract.ts';
import { sqlDriverContract } from './sql-driver.contract.ts';
import type { StoreEngine } from './store-engine.test-support.ts';

/** What every engine of the store owes the rest of the server. */
export function storeContract(engine: StoreEngine): void {
  sqlDriverContract(engine);
  sqlBulkContract(engine);
  appStoreContract(engine);
  accountStoreContract(engine);
  sessionStoreContract(engine);
  friendStoreContract(engine);
  leaseStoreContract(engine);
  projectionContract(engine);
}
