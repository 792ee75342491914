import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe } from 'vitest';

const server = process.env['HOLDFAST_TEST_DATABASE_URL'];

/** Describes what needs a PostgreSQL. A machine without one skips it; CI fails instead. */
export const describeOnPostgres =
  server === undefined && process.env['CI'] !== 'true' ? describe.skip : describe;

export interface PostgresDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A database of its own for each caller: all connections of a database share its advisory locks. */
export async function createPostgresDatabase(): Promise<PostgresDatabase> {
  if (server === undefined) {
    throw new Error('Start this with `npm run postgres -- <command>`: it needs a PostgreSQL.');
  }
  const name = `holdfast_${randomUUID().replaceAll('-', '')}`;
  await command(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => command(server, `drop database if exists ${name} with (force)`),
  };
}

async function command(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
