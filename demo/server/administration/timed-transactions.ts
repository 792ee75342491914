import { type Platform, webPlatform } from '@holdfast/core/parts';
import type { DatabaseConnection, Dialect, Driver } from 'kysely';

/** Called with the end of each transaction, and how long it held its connection. */
export type TransactionSink = (ended: 'committed' | 'undone', durationMs: number) => void;

/** Wraps a dialect, and reports the durations of its transactions. */
export function timedTransactions(
  dialect: Dialect,
  tell: TransactionSink,
  { monotonic }: Pick<Platform, 'monotonic'> = webPlatform,
): Dialect {
  const begun = new WeakMap<DatabaseConnection, number>();
  const end = (connection: DatabaseConnection, how: 'committed' | 'undone'): void => {
    const from = begun.get(connection);
    if (from === undefined) return;
    begun.delete(connection);
    tell(how, monotonic() - from);
  };
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (database) => dialect.createIntrospector(database),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver() {
      const driver = dialect.createDriver();
      const begin = driver.beginTransaction.bind(driver);
      const commit = driver.commitTransaction.bind(driver);
      const rollback = driver.rollbackTransaction.bind(driver);
      // Changes the driver itself, because a driver with private members works on no other object.
      const timed: Pick<Driver, 'beginTransaction' | 'commitTransaction' | 'rollbackTransaction'> =
        {
          async beginTransaction(connection, settings) {
            await begin(connection, settings);
            begun.set(connection, monotonic());
          },
          async commitTransaction(connection) {
            await commit(connection);
            end(connection, 'committed');
          },
          async rollbackTransaction(connection) {
            await rollback(connection);
            end(connection, 'undone');
          },
        };
      return Object.assign(driver, timed);
    },
  };
}
