import { openPostgres } from '../../test/open-postgres.ts';
import { createPostgresDatabase, describeOnPostgres } from '../../test/postgres-database.ts';
import { consumeOnceContract } from '../sql/consume-once.contract.ts';

describeOnPostgres('PostgreSQL', () => {
  consumeOnceContract('PostgreSQL', async () => {
    const postgres = await createPostgresDatabase();
    const database = openPostgres<object>(postgres.url);
    return {
      database,
      close: async () => {
        await database.destroy();
        await postgres.drop();
      },
    };
  });
});
