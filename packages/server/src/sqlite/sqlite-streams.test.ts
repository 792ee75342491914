import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Kysely } from 'kysely';
import { sqlStreamLog } from '../sql/sql-stream-log.ts';
import { createStreamTables } from '../sql/stream-tables.ts';
import { streamLogContract } from '../streams/stream-log.contract.ts';
import { sqliteDialect } from './node-sqlite-dialect.ts';

streamLogContract('SQLite', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
  const dialect = sqliteDialect(path.join(folder, 'streams.sqlite'), { busyTimeoutMs: 0 });
  const [here, there] = [new Kysely<object>({ dialect }), new Kysely<object>({ dialect })];
  await createStreamTables(here);
  return {
    log: sqlStreamLog(here),
    elsewhere: sqlStreamLog(there),
    close: async () => {
      await here.destroy();
      await there.destroy();
      await rm(folder, { recursive: true });
    },
  };
});
