import { type Migration, Migrator } from 'kysely/migration';
import { migrations } from './migrations.ts';
import type { Database } from './tables.ts';

/**
 * Brings a database to today's tables, or leaves it as it was: all steps are one transaction. Of several servers that
 * start at once, one does it, and the others wait. Rejects with the error of the step that failed.
 */
export async function migrate(
  db: Database,
  steps: Readonly<Record<string, Migration>> = migrations,
): Promise<void> {
  const provider = { getMigrations: async () => steps };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
}
