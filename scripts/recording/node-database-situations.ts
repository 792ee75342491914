import * as fs from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inFolder, type Line, situationAt } from './node-line.ts';
import type { Situation, Truth } from './situation.ts';

const broken: Truth = ['transaction', 'never', 'none'];
const query: Truth = ['storage', 'never', 'none'];

const inMemory =
  (setUp: string, then: string): (() => unknown) =>
  () => {
    const database = new DatabaseSync(':memory:');
    database.exec(setUp);
    return database.exec(then);
  };

const databases: readonly Line[] = [
  [
    'a trigger that says no',
    broken,
    inMemory(
      "create table t (a); create trigger g before insert on t begin select raise(abort, 'no'); end",
      'insert into t values (1)',
    ),
  ],
  [
    'a reference that is gone at the commit',
    broken,
    inMemory(
      'pragma foreign_keys = on; create table a (id integer primary key); create table b (a references a deferrable initially deferred); begin; insert into b values (7)',
      'commit',
    ),
  ],
  [
    'two columns that must differ',
    broken,
    inMemory(
      'create table t (a, b, unique (a, b)); insert into t values (1, 1)',
      'insert into t values (1, 1)',
    ),
  ],
  [
    'a row id that is taken',
    broken,
    inMemory(
      'create table t (a); insert into t (rowid) values (1)',
      'insert into t (rowid) values (1)',
    ),
  ],
  ['a transaction begun twice', query, inMemory('begin', 'begin')],
  ['a commit of nothing', query, inMemory('', 'commit')],
  ['a savepoint that is missing', query, inMemory('', 'release none')],
  ['a table made twice', query, inMemory('create table t (a)', 'create table t (a)')],
  ['a function that is missing', query, inMemory('', 'select none()')],
  ['too few values', query, inMemory('create table t (a, b)', 'insert into t values (1)')],
  ['a number that overflows', query, inMemory('', 'select abs(-9223372036854775808)')],
  ['JSON that is none', query, inMemory('', "select json('{')")],
  [
    'a key that must be a number',
    ['transaction|storage', 'never', 'none'],
    inMemory('create table t (id integer primary key)', "insert into t values ('a')"),
  ],
  [
    'a value that is too large',
    query,
    inMemory('create table t (a)', 'select zeroblob(2000000000)'),
  ],
  [
    'a value of a kind that cannot be stored',
    ['storage|runtime', 'never', 'none|unknown'],
    () =>
      new DatabaseSync(':memory:').prepare('select ?').all({ a: 1 } as never, Symbol('a') as never),
  ],
  [
    'a statement of a database that is closed',
    ['storage|runtime', 'never|later', 'none|unknown'],
    () => {
      const d = new DatabaseSync(':memory:');
      const s = d.prepare('select 1');
      d.close();
      return s.all();
    },
  ],
  [
    'a database opened twice',
    ['storage|runtime', 'never|later', 'none|unknown'],
    () => new DatabaseSync(':memory:').open(),
  ],
  [
    'a name of a value that is missing',
    ['storage|runtime', 'never', 'none|unknown'],
    () => new DatabaseSync(':memory:').prepare('select :a').all({ none: 1 }),
  ],
  [
    'a database in a folder that is missing',
    ['storage', 'later|never', 'none'],
    () => new DatabaseSync('/nowhere/x.db'),
  ],
  [
    'a database that somebody reads',
    ['transaction', 'later', 'none'],
    inFolder((f) => {
      const file = path.join(f, 'x.db');
      const one = new DatabaseSync(file);
      one.exec('create table t (a); insert into t values (1); begin exclusive');
      new DatabaseSync(file, { timeout: 10 }).exec('select * from t');
    }),
  ],
  [
    'a table locked by an open query',
    ['transaction|storage', 'later|never', 'none'],
    () => {
      const d = new DatabaseSync(':memory:');
      d.exec('create table t (a); insert into t values (1), (2)');
      const rows = d.prepare('select * from t').iterate();
      rows.next();
      d.exec('drop table t');
    },
  ],
  [
    'a file that was cut',
    ['storage', 'never', 'none'],
    inFolder(async (f) => {
      const file = path.join(f, 'x.db');
      const d = new DatabaseSync(file);
      d.exec('create table t (a); insert into t values (zeroblob(50000))');
      d.close();
      await fs.truncate(file, 9000);
      new DatabaseSync(file).prepare('select sum(length(a)), max(hex(a)) from t').all();
    }),
  ],
  [
    'an extension that may not be loaded',
    ['storage|runtime', 'never|later', 'none|unknown'],
    () => new DatabaseSync(':memory:').loadExtension('/nowhere'),
  ],
  [
    'a database that authorises nothing',
    query,
    inMemory('pragma query_only = on', 'create table t (a)'),
  ],
];

/** SQLite: at a place that knows it called a database, and at a place where only the code shows it. */
export const nodeDatabaseSituations: readonly Situation[] = [
  ...databases.map(situationAt('database')),
  ...databases
    .map(([about, truth, run]): Line => [`caught anywhere: ${about}`, truth, run])
    .map(situationAt('anywhere')),
];
