/**
 * Codes that Holdfast no longer has, with their numbers. Stored entries, logs and servers of other versions may
 * still hold them, so neither is ever given to another failure.
 */
export const RETIRED_NUMBERS: Readonly<Record<string, number>> = {
  PAGE_SUSPENDED: 1005,
  INTEGRITY_FAILED: 1222,
  STORAGE_MIGRATION_FAILED: 1307,
  RETRY_BUDGET_EMPTY: 1406,
  RESERVATION_EXPIRED: 1422,
  MESSAGE_POISONED: 1521,
  WORKER_UNRESPONSIVE: 1621,
};
