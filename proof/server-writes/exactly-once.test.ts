import { describe, expect, it } from 'vitest';
import { onPostgres, onSqlite } from './on-each-database.ts';
import { killServers } from './server-deaths.ts';
import { throwAtTwoServers } from './two-servers.ts';

const server = process.env['HOLDFAST_TEST_DATABASE_URL'];
const describeOnPostgres =
  server === undefined && process.env['CI'] !== 'true' ? describe.skip : describe;

// This is the short form; `npm run proof` has the long forms.
const deaths = { deaths: 8, clients: 8, seed: 1 };

describe('on SQLite', () => {
  it('an acknowledged write has happened once, wherever its server died', async () => {
    const report = await onSqlite((address) => killServers(address, deaths));
    expect(report).toMatchObject({ lost: 0, doubled: 0, effects: report.acknowledged });
    expect(report.deaths).toEqual({ claim: 2, work: 2, commit: 2, answer: 2 });
  }, 120_000);
});

describeOnPostgres('on PostgreSQL', () => {
  it('an acknowledged write has happened once, wherever its server died', async () => {
    const report = await onPostgres(server ?? '', (address) => killServers(address, deaths));
    expect(report).toMatchObject({ lost: 0, doubled: 0, effects: report.acknowledged });
    expect(report.deaths).toEqual({ claim: 2, work: 2, commit: 2, answer: 2 });
  }, 120_000);

  it('two servers give one key one effect and one answer', async () => {
    const size = { keys: 100, clients: 50 };
    const report = await onPostgres(server ?? '', (address) => throwAtTwoServers(address, size));
    expect(report).toMatchObject({
      effects: 100,
      answers: 200,
      replayed: 100,
      lost: 0,
      doubled: 0,
      contradictions: 0,
    });
  }, 120_000);
});
