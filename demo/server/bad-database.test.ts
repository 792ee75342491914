import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, chown, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openFreezableWay, startProcess } from '@holdfast/testing/node';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createPostgresDatabase } from '../../scripts/postgres-database.ts';
import {
  becomesReady,
  mainArguments,
  startFireside,
  temporaryFolder,
} from './testing/fireside-process.ts';
import { problemOf, signUp } from './testing/writer.ts';

vi.setConfig({ testTimeout: 60_000 });

const server = process.env['HOLDFAST_TEST_DATABASE_URL'];
const describeOnPostgres =
  server === undefined && process.env['CI'] !== 'true' ? describe.skip : describe;

interface Start {
  readonly code: number | null;
  readonly stderr: string;
  readonly ms: number;
}

/** Starts Fireside in a place where it cannot start, and returns its last sentence. */
async function cannotStart(
  env: Readonly<Record<string, string>>,
  { limits = '', uid = 0 } = {},
): Promise<Start> {
  const began = performance.now();
  const command = `${limits} exec "$0" "$@"`;
  const child = spawn('bash', ['-c', command, process.execPath, ...mainArguments], {
    env: { ...process.env, PORT: '0', DATABASE_URL: '', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(uid > 0 && { uid, gid: uid }),
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  expect(stderr).toMatch(/^Fireside cannot [^\n]+\.\n$/);
  expect(code).toBe(1);
  return { code, stderr, ms: performance.now() - began };
}

interface Asked {
  readonly status: number;
  /** Milliseconds. */
  readonly median: number;
  readonly slowest: number;
}

async function timed(url: string): Promise<readonly [Response, ms: number]> {
  const began = performance.now();
  const answer = await fetch(url);
  return [answer, performance.now() - began];
}

/** Asks for readiness and liveness for a while. Returns the last status of readiness and how long answers took. */
async function askHealth(url: string, ms: number): Promise<Asked> {
  const times: number[] = [];
  let status = 0;
  for (const endsAt = performance.now() + ms; performance.now() < endsAt;) {
    // oxlint-disable-next-line no-await-in-loop -- as a probe asks
    const [[, alive], [answer, took]] = await Promise.all([
      timed(`${url}/api/livez`),
      timed(`${url}/api/healthz`),
    ]);
    ({ status } = answer);
    times.push(Math.max(alive, took));
    // oxlint-disable-next-line no-await-in-loop -- as a probe asks
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  times.sort((left, right) => left - right);
  return {
    status,
    median: times[Math.floor(times.length / 2)] ?? Infinity,
    slowest: times.at(-1) ?? Infinity,
  };
}

/**
 * The promise is 100 ms. A machine that runs other tests at the same time may delay a single answer, so the test
 * checks the median. A server that stands still while it waits for its database would keep single answers for seconds.
 */
function expectPrompt({ median, slowest }: Asked): void {
  expect(median).toBeLessThan(100);
  expect(slowest).toBeLessThan(1000);
}

const becomes = (url: string, status: number): Promise<void> =>
  expect
    .poll(() => fetch(`${url}/api/healthz`).then((answer) => answer.status), { timeout: 20_000 })
    .toBe(status);

describe('a second Fireside on one file', () => {
  it('is refused in one sentence, while the first goes on', async () => {
    const first = await startFireside();
    const { stderr } = await cannotStart({ FIRESIDE_DATA: first.dataFolder });
    expect(stderr).toContain('another server uses it already');
    expect(stderr).toContain('FIRESIDE_DATA');
    await becomesReady(first.url);
    await first.kill('SIGKILL');
    await startFireside({ FIRESIDE_DATA: first.dataFolder });
  });

  it('is refused as well when both start at once on a file that is not there yet', async () => {
    const FIRESIDE_DATA = path.join(await temporaryFolder(), 'data');
    const starts = await Promise.allSettled([1, 2, 3].map(() => startFireside({ FIRESIDE_DATA })));
    const refused = starts.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(2);
    for (const start of refused) {
      expect(String((start as PromiseRejectedResult).reason)).toContain('another server uses it');
    }
  });
});

describe('Fireside says in one sentence why it does not start', () => {
  it('when a newer version has changed its database', async () => {
    const fireside = await startFireside();
    await fireside.kill();
    const database = new DatabaseSync(path.join(fireside.dataFolder, 'fireside.sqlite'));
    database.exec(
      `insert into kysely_migration values ('9999-future', '2099-01-01T00:00:00.000Z')`,
    );
    database.close();
    const { stderr } = await cannotStart({ FIRESIDE_DATA: fireside.dataFolder });
    expect(stderr).toContain('newer version');
  });

  it('when its file is read-only', async () => {
    const fireside = await startFireside();
    await fireside.kill();
    // A superuser may write to every file, so the test runs it as another user.
    const uid = process.getuid?.() === 0 ? 65_534 : 0;
    if (uid > 0) {
      await chown(fireside.dataFolder, uid, uid);
      await chown(path.join(fireside.dataFolder, 'fireside.sqlite-lock'), uid, uid);
    }
    await chmod(path.join(fireside.dataFolder, 'fireside.sqlite'), 0o444);
    const { stderr } = await cannotStart({ FIRESIDE_DATA: fireside.dataFolder }, { uid });
    expect(stderr).toContain('read-only');
  });

  it('when the disk is full', async () => {
    const FIRESIDE_DATA = path.join(await temporaryFolder(), 'data');
    const { stderr } = await cannotStart({ FIRESIDE_DATA }, { limits: 'ulimit -f 20;' });
    expect(stderr).toContain('the disk is full');
  });

  it('when its file is a folder, or is damaged', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'fireside.sqlite');
    await mkdir(file);
    expect((await cannotStart({ FIRESIDE_DATA: folder })).stderr).toContain('cannot be opened');
    await rm(file, { recursive: true });
    await writeFile(file, 'a letter to grandmother'.repeat(100));
    expect((await cannotStart({ FIRESIDE_DATA: folder })).stderr).toContain('not a database');
  });

  it('when another process holds its file locked', async () => {
    const fireside = await startFireside();
    await fireside.kill();
    const holder = new DatabaseSync(path.join(fireside.dataFolder, 'fireside.sqlite'));
    onTestFinished(() => holder.close());
    holder.exec('begin immediate');
    const env = { FIRESIDE_DATA: fireside.dataFolder, FIRESIDE_BUSY_TIMEOUT_MS: '100' };
    expect((await cannotStart(env)).stderr).toContain('holds it locked');
  });
});

describe('while it runs', () => {
  it('a full disk is 507 for a writer, who can try later, and readiness fails', async () => {
    const dataFolder = path.join(await temporaryFolder(), 'data');
    const running = await startProcess({
      command: 'bash',
      args: ['-c', 'ulimit -f 2048; exec "$0" "$@"', process.execPath, ...mainArguments],
      env: {
        ...{ PORT: '0', DATABASE_URL: '', FIRESIDE_DATA: dataFolder },
        ...{ FIRESIDE_SCRYPT_LOG2_COST: '10', FIRESIDE_USER_LIMIT: '10000' },
        FIRESIDE_ADDRESS_LIMIT: '10000',
      },
      readyLine: /^Fireside is at /,
      readyWithinMs: 30_000,
    });
    onTestFinished(() => void running.kill('SIGKILL'));
    const mara = await signUp(running.url, 'Mara');
    const character = randomUUID();
    expect((await mara.saveCharacter(character)).status).toBe(200);
    let answer = await mara.addNote(character, 'a'.repeat(400));
    for (let count = 0; answer.status === 201 && count < 1000; count += 1) {
      // oxlint-disable-next-line no-await-in-loop -- until the disk is full
      answer = await mara.addNote(character, 'a'.repeat(400));
    }
    expect(answer.status).toBe(507);
    expect(await problemOf(answer)).toMatchObject({ code: 'DATABASE_FULL', status: 507 });
    await becomes(running.url, 503);
    expect((await mara.fetch('/api/characters')).status).toBe(200);
  });

  it('readiness answers within 100 ms while another process holds the file, and so do reads', async () => {
    const fireside = await startFireside({ FIRESIDE_BUSY_TIMEOUT_MS: '2000' });
    const mara = await signUp(fireside.url, 'Mara');
    const holder = new DatabaseSync(path.join(fireside.dataFolder, 'fireside.sqlite'));
    onTestFinished(() => holder.close());
    await becomes(fireside.url, 200);
    holder.exec('begin immediate');
    const writing = mara.saveCharacter(randomUUID());
    const from = performance.now();
    expect((await mara.fetch('/api/characters')).status).toBe(200);
    // If reads waited behind the write, they would take seconds.
    expect(performance.now() - from).toBeLessThan(1000);
    // A result holds for a second, and a check has failed after two.
    const locked = await askHealth(fireside.url, 5000);
    expectPrompt(locked);
    expect(locked.status).toBe(503);
    holder.exec('rollback');
    expect((await writing).status).toBe(200);
    await becomes(fireside.url, 200);
  });

  it('a removed file makes readiness fail, and the server accepts no write that would be lost', async () => {
    const fireside = await startFireside();
    const mara = await signUp(fireside.url, 'Mara');
    await rm(path.join(fireside.dataFolder, 'fireside.sqlite'));
    const answer = await mara.saveCharacter(randomUUID());
    expect(answer.status).toBe(503);
    await becomes(fireside.url, 503);
  });
});

describeOnPostgres('on PostgreSQL', () => {
  it('several that start at once on a fresh database all start', async () => {
    const database = await createPostgresDatabase(server ?? '');
    onTestFinished(() => database.drop());
    const started = await Promise.all(
      [1, 2, 3].map(() => startFireside({ DATABASE_URL: database.url })),
    );
    for (const { url, output } of started) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      await becomesReady(url);
      // Upkeep ran as well, and reported no error.
      expect(output().stderr).toBe('');
    }
  });

  it('says in one sentence, within its time, that the server stands still', async () => {
    const database = await createPostgresDatabase(server ?? '');
    const way = await openFreezableWay(database.url);
    onTestFinished(async () => {
      await way.close();
      await database.drop();
    });
    way.freeze();
    const { stderr, ms } = await cannotStart({ DATABASE_URL: way.url });
    expect(stderr).toContain('does not answer');
    expect(ms).toBeLessThan(15_000);
  });

  it('names the failure while PostgreSQL stands still, answers readiness within 100 ms, and still ends on a stop', async () => {
    const database = await createPostgresDatabase(server ?? '');
    const way = await openFreezableWay(database.url);
    onTestFinished(async () => {
      await way.close();
      await database.drop();
    });
    const fireside = await startFireside({ DATABASE_URL: way.url, FIRESIDE_SHUTDOWN_MS: '1000' });
    const mara = await signUp(fireside.url, 'Mara');
    await becomes(fireside.url, 200);
    way.freeze();
    const writing = Promise.all(Array.from({ length: 20 }, () => mara.saveCharacter(randomUUID())));
    const frozen = await askHealth(fireside.url, 4000);
    expectPrompt(frozen);
    expect(frozen.status).toBe(503);
    for (const answer of await writing) {
      expect(answer.status).toBe(503);
    }
    const began = performance.now();
    await fireside.kill('SIGTERM');
    expect(performance.now() - began).toBeLessThan(8000);
  });
});
