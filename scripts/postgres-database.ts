import { randomUUID } from 'node:crypto';
import pg from 'pg';

export interface PostgresDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A new database with a name of its own, on a PostgreSQL server whose user may create databases. */
export async function createPostgresDatabase(server: string): Promise<PostgresDatabase> {
  const name = `holdfast_${randomUUID().replaceAll('-', '')}`;
  const command = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await command(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => command(`drop database if exists ${name} with (force)`) };
}
