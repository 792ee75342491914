// Code of a server that has all of the peers.
import * as adapters from '@holdfast/server/adapters';
import * as hono from '@holdfast/server/hono';
import * as pino from '@holdfast/server/pino';
import * as postgres from '@holdfast/server/postgres';
import { sqlStore } from '@holdfast/server/sql';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Kysely } from 'kysely';

export const store = sqlStore(new Kysely<object>({ dialect: sqliteDialect(':memory:') }));
export const more = { adapters, hono, pino, postgres };
