import pg from 'pg';
import { expect, it } from 'vitest';
import { createPostgresDatabase, describeOnPostgres } from './postgres-database.ts';

describeOnPostgres('a PostgreSQL for tests', () => {
  it('gives each test file a database of its own, and takes it away again', async () => {
    const database = await createPostgresDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<{ name: string }>('select current_database() as name');
    expect(rows[0]?.name).toMatch(/^holdfast_[\da-f]{32}$/);
    await client.end();
    await database.drop();
    const gone = new pg.Client({ connectionString: database.url });
    await expect(gone.connect()).rejects.toMatchObject({ code: '3D000' });
  });
});
