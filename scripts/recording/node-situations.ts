import assert from 'node:assert';
import { lookup } from 'node:dns/promises';
import { once, EventEmitter } from 'node:events';
import { readFile, writeFile, mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { HTTPException } from 'hono/http-exception';
import ky from 'ky';
import * as z from 'zod';
import * as mini from 'zod/mini';
import type { Label, Situation } from './situation.ts';

const base = { site: 'anywhere', engines: ['node'] } as const;
const defect: Label = { code: 'DEFECT' };

const failing = <T>(emitter: EventEmitter): Promise<T> =>
  new Promise((_resolve, reject) => void emitter.once('error', reject));

async function inFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'recording-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const runtime: readonly Situation[] = [
  ...(
    [
      [
        'a socket to nobody',
        { code: 'NETWORK_FAILED', effect: 'none', reason: 'refused' },
        ({ closed }) => failing(connect(Number(new URL(closed).port), '127.0.0.1')),
      ],
      [
        'no such host',
        { code: 'NETWORK_FAILED', effect: 'none', reason: 'dns' },
        () => lookup('no-such-host.invalid'),
      ],
      [
        'http cut off',
        { code: 'NETWORK_FAILED', effect: 'unknown', reason: 'reset' },
        ({ own }) => failing(get(`${own}/cut`)),
      ],
      [
        'http reset',
        { code: 'NETWORK_FAILED', effect: 'unknown', reason: 'reset' },
        ({ own }) => failing(get(`${own}/reset`)),
      ],
      ['a full disk', { code: 'STORAGE_QUOTA' }, () => writeFile('/dev/full', 'x')],
      [
        'a file read after an abort',
        { code: 'ABORTED' },
        () => readFile('/dev/null', { signal: AbortSignal.abort() }),
      ],
      [
        'a wait given up',
        { code: 'ABORTED' },
        () => wait(1000, undefined, { signal: AbortSignal.abort() }),
      ],
      [
        'a wait given up with a reason',
        { code: 'ABORTED' },
        () => wait(1000, undefined, { signal: AbortSignal.abort('left') }),
      ],
      [
        'an event nobody waits for any more',
        { code: 'ABORTED' },
        () => once(new EventEmitter(), 'x', { signal: AbortSignal.abort() }),
      ],
      [
        'a stream that closed early',
        { code: 'STREAM_INTERRUPTED' },
        () => {
          const from = new PassThrough();
          setTimeout(() => from.destroy(), 10);
          return pipeline(from, new PassThrough());
        },
      ],
      [
        'a stream given up',
        { code: 'ABORTED' },
        () => pipeline(Readable.from(['a']), new PassThrough(), { signal: AbortSignal.abort() }),
      ],
      ['an assertion', defect, () => assert.fail('no')],
      ['a comparison', defect, () => assert.deepEqual(1, 2)],
      ['an argument of the wrong type', defect, () => readFile(7.5 as never)],
      ['an argument out of range', defect, () => Buffer.alloc(8).readUInt8(9)],
      ['a buffer of no size', defect, () => Buffer.alloc(-1)],
      [
        'a module that is missing',
        { code: 'CHUNK_FAILED', retry: 'never|later' },
        () => import('./no-such-module.ts' as never),
      ],
      [
        'a package that is missing',
        { code: 'CHUNK_FAILED', retry: 'never|later' },
        () => import('no-such-package' as never),
      ],
      [
        'a worker out of memory',
        { code: 'RESOURCE_EXHAUSTED', effect: 'unknown' },
        () =>
          failing(
            new Worker('const a = []; for (;;) a.push(new Array(1e5).fill(1.5));', {
              eval: true,
              resourceLimits: { maxOldGenerationSizeMb: 8 },
            }),
          ),
      ],
      [
        'ky: no answer',
        { code: 'NETWORK_FAILED', effect: 'none' },
        ({ closed }) => ky(closed, { retry: 0 }).json(),
      ],
      [
        'ky: too slow',
        { code: 'TIMEOUT' },
        ({ own }) => ky(`${own}/silent`, { retry: 0, timeout: 100 }).json(),
      ],
      [
        'ky: half of it',
        { code: 'JSON_INVALID', effect: 'unknown' },
        ({ own }) => ky(`${own}/half-json`, { retry: 0 }).json(),
      ],
      [
        'hono: an exception',
        { code: 'FORBIDDEN', status: 403 },
        () => {
          throw new HTTPException(403, { message: 'no' });
        },
      ],
    ] satisfies readonly (readonly [string, Label, Situation['run']])[]
  ).map(([about, label, run]): Situation => ({ ...base, about, label, run })),
  ...(
    [
      [400, 'BAD_REQUEST'],
      [401, 'UNAUTHENTICATED'],
      [403, 'FORBIDDEN'],
      [404, 'NOT_FOUND'],
      [409, 'CONFLICT'],
      [410, 'GONE'],
      [422, 'REQUEST_INVALID'],
      [429, 'RATE_LIMITED'],
      [500, 'SERVER_ERROR'],
      [502, 'BAD_GATEWAY'],
      [503, 'UNAVAILABLE'],
      [504, 'GATEWAY_TIMEOUT'],
    ] as const
  ).map(([status, code]): Situation => ({
    ...base,
    about: `ky: ${status}`,
    label: { code, status },
    run: ({ own }) => ky(`${own}/status/${status}`, { retry: 0 }).json(),
  })),
];

const imports: readonly Situation[] = (
  [
    [
      'a module that is missing',
      { code: 'CHUNK_FAILED', retry: 'never|later' },
      () => import('./no-such-module.ts' as never),
    ],
    [
      'a module that does not parse',
      { code: 'CHUNK_STALE' },
      () => import('data:text/javascript,export const = ;' as never),
    ],
    ['a module with a bug', defect, () => import('data:text/javascript,missing()' as never)],
    [
      'a module that misuses undefined',
      defect,
      () => import('data:text/javascript,undefined.go()' as never),
    ],
    [
      'a module that throws',
      { code: 'UNKNOWN' },
      () => import('data:text/javascript,throw new Error("no")' as never),
    ],
  ] satisfies readonly (readonly [string, Label, Situation['run']])[]
).map(([about, label, run]): Situation => ({
  site: 'import',
  engines: ['node'],
  about,
  label,
  run,
}));

const Character = z.strictObject({
  name: z.string().min(1),
  traits: z.array(z.object({ label: z.string(), strength: z.number().int() })),
  mood: z.enum(['calm', 'wild']),
  born: z.iso.date().optional(),
});
const MiniCharacter = mini.object({ name: mini.string(), traits: mini.array(mini.string()) });
const good = { name: 'Mara', traits: [], mood: 'calm' };

const schemas: readonly Situation[] = (
  [
    ['zod: nothing', () => Character.parse(undefined), ['']],
    ['zod: a string', () => Character.parse('Mara'), ['']],
    ['zod: a name of the wrong type', () => Character.parse({ ...good, name: 7 }), ['/name']],
    ['zod: an empty name', () => Character.parse({ ...good, name: '' }), ['/name']],
    ['zod: a wrong choice', () => Character.parse({ ...good, mood: 'odd' }), ['/mood']],
    [
      'zod: deep inside',
      () => Character.parse({ ...good, traits: [{ label: 'a', strength: 1.5 }] }),
      ['/traits/0/strength'],
    ],
    [
      'zod: two at once',
      () => Character.parse({ ...good, name: 7, mood: 'odd' }),
      ['/name', '/mood'],
    ],
    ['zod: one too many', () => Character.parse({ ...good, more: 1 }), ['']],
    ['zod: no date', () => Character.parse({ ...good, born: 'soon' }), ['/born']],
    ['zod: later', () => Character.parseAsync({ ...good, name: 7 }), ['/name']],
    [
      'zod mini: a name of the wrong type',
      () => MiniCharacter.parse({ name: 7, traits: [] }),
      ['/name'],
    ],
    [
      'zod mini: deep inside',
      () => MiniCharacter.parse({ name: 'a', traits: ['a', 1] }),
      ['/traits/1'],
    ],
    [
      'Standard Schema: the result of zod',
      async () => ({ handed: await Character['~standard'].validate({ ...good, name: 7 }) }),
      ['/name'],
    ],
    [
      'Standard Schema: written by hand',
      () => ({
        handed: { issues: [{ message: 'Too dull', path: ['traits', { key: 0 }, 'a/b'] }] },
      }),
      ['/traits/0/a~1b'],
    ],
    [
      'Standard Schema: all of it',
      () => ({ handed: { issues: [{ message: 'No character at all' }] } }),
      [''],
    ],
  ] satisfies readonly (readonly [string, () => unknown, readonly string[]])[]
).map(([about, run, pointers]): Situation => ({
  ...base,
  about,
  label: { code: 'VALUE_INVALID', pointers },
  run,
}));

const inMemory =
  (setUp: string, then: string): (() => unknown) =>
  () => {
    const database = new DatabaseSync(':memory:');
    database.exec(setUp);
    return database.exec(then);
  };
const table =
  "create table t (id integer primary key, name text not null unique, age int check (age > 0)); insert into t values (1, 'a', 1);";

const databases: readonly Situation[] = (
  [
    [
      'a key that is taken',
      { code: 'CONSTRAINT_BROKEN' },
      inMemory(table, "insert into t values (1, 'b', 1)"),
    ],
    [
      'a name that is taken',
      { code: 'CONSTRAINT_BROKEN' },
      inMemory(table, "insert into t values (2, 'a', 1)"),
    ],
    [
      'a value that is missing',
      { code: 'CONSTRAINT_BROKEN' },
      inMemory(table, 'insert into t values (2, null, 1)'),
    ],
    [
      'a check that says no',
      { code: 'CONSTRAINT_BROKEN' },
      inMemory(table, "insert into t values (2, 'b', 0)"),
    ],
    [
      'a reference to nothing',
      { code: 'CONSTRAINT_BROKEN' },
      inMemory(
        `${table} pragma foreign_keys = on; create table u (t int references t)`,
        'insert into u values (7)',
      ),
    ],
    ['a query that does not parse', { code: 'DATABASE_QUERY_FAILED' }, inMemory(table, 'selekt 1')],
    [
      'a table that is missing',
      { code: 'DATABASE_QUERY_FAILED' },
      inMemory(table, 'select * from none'),
    ],
    [
      'a column that is missing',
      { code: 'DATABASE_QUERY_FAILED' },
      inMemory(table, 'select none from t'),
    ],
    [
      'a type that does not fit',
      { code: 'CONSTRAINT_BROKEN' },
      inMemory('create table s (n int) strict', "insert into s values ('x')"),
    ],
    [
      'a database that is full',
      { code: 'DATABASE_FULL' },
      inMemory(
        'pragma max_page_count = 2; create table t (x)',
        'insert into t values (zeroblob(100000))',
      ),
    ],
    [
      'a file that is no database',
      { code: 'STORAGE_CORRUPT' },
      () =>
        inFolder(async (folder) => {
          const file = path.join(folder, 'x.db');
          await writeFile(file, 'x'.repeat(5000));
          new DatabaseSync(file).exec('select * from sqlite_master');
        }),
    ],
    [
      'a folder in place of a file',
      { code: 'DATABASE_UNREACHABLE' },
      () => inFolder((folder) => new DatabaseSync(folder)),
    ],
    [
      'a database that may only be read',
      { code: 'STORAGE_UNAVAILABLE' },
      () =>
        inFolder((folder) => {
          const file = path.join(folder, 'x.db');
          new DatabaseSync(file).exec(table);
          new DatabaseSync(file, { readOnly: true }).exec('delete from t');
        }),
    ],
    [
      'a database somebody else writes',
      { code: 'TRANSACTION_TIMEOUT' },
      () =>
        inFolder((folder) => {
          const file = path.join(folder, 'x.db');
          const first = new DatabaseSync(file);
          first.exec(`${table} begin immediate`);
          new DatabaseSync(file, { timeout: 10 }).exec('begin immediate');
        }),
    ],
    [
      'a snapshot that is too old',
      { code: 'TRANSACTION_CONFLICT' },
      () =>
        inFolder((folder) => {
          const file = path.join(folder, 'x.db');
          const first = new DatabaseSync(file);
          first.exec(`pragma journal_mode = wal; ${table}`);
          const second = new DatabaseSync(file, { timeout: 10 });
          second.exec('begin');
          second.prepare('select * from t').all();
          first.exec("insert into t values (2, 'b', 1)");
          second.exec("insert into t values (3, 'c', 1)");
        }),
    ],
    [
      'a database that is closed',
      { code: 'DATABASE_UNREACHABLE' },
      () => {
        const database = new DatabaseSync(':memory:');
        database.close();
        database.exec('select 1');
      },
    ],
    ['a bug between the queries', defect, () => (undefined as never as { go(): void }).go()],
  ] satisfies readonly (readonly [string, Label, () => unknown])[]
).map(([about, label, run]): Situation => ({
  site: 'database',
  engines: ['node'],
  about,
  label,
  run,
}));

/** Situations that only Node has: sockets, files, modules, SQLite, and the libraries of this repository. */
export const nodeSituations: readonly Situation[] = [
  ...runtime,
  ...imports,
  ...schemas,
  ...databases,
];
