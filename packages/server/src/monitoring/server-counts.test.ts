import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import type { RequestLog } from '../logging/request-log.ts';
import { createRollups } from './create-rollups.ts';
import { bucketOf } from './latency-buckets.ts';
import { memoryRollupStore } from './memory-rollup-store.ts';
import { serverCounts } from './server-counts.ts';

function setUp() {
  const store = memoryRollupStore();
  const rollups = createRollups({ store, platform: createVirtualPlatform({ now: 60_000 }) });
  const words = async (): Promise<readonly string[]> => {
    await rollups.flush();
    const rows = await store.read({ from: 0, to: 120_000 });
    return rows.map(({ measure, operation, detail, count }) =>
      [measure, operation, detail, count].join(' '),
    );
  };
  return { server: serverCounts(rollups), words };
}

const line = (more: object): RequestLog =>
  ({ method: 'GET', route: '/notes/:id', status: 200, durationMs: 80, ...more }) as RequestLog;

it('counts each request by its route, its outcome and its duration', async () => {
  const { server, words } = setUp();
  server.request(line({}));
  server.request(line({ replayed: true }));
  server.request(line({ status: 404, failure: { code: 'NOT_FOUND' } }));
  server.request(line({ status: 503, durationMs: 0, failure: { code: 'DATABASE_LOCKED' } }));
  const bucket = bucketOf(80);
  expect(await words()).toEqual([
    'request GET /notes/:id ok 2',
    `request-time GET /notes/:id ok:${bucket} 2`,
    'cache GET /notes/:id replayed 1',
    'request GET /notes/:id refused 1',
    `request-time GET /notes/:id refused:${bucket} 1`,
    'error GET /notes/:id NOT_FOUND 1',
    'request GET /notes/:id failed 1',
    'request-time GET /notes/:id failed:0 1',
    'error GET /notes/:id DATABASE_LOCKED 1',
  ]);
});

it('counts transactions by their end and their duration', async () => {
  const { server, words } = setUp();
  server.transaction('committed', 80);
  server.transaction('undone', 80);
  const bucket = bucketOf(80);
  expect(await words()).toEqual([
    `transaction  committed:${bucket} 1`,
    `transaction  undone:${bucket} 1`,
  ]);
});

it('adds up samples of the memory and of pools, which give the mean over any time', async () => {
  const { server, words } = setUp();
  server.memory(100.4);
  server.memory(300);
  server.pool('database', { used: 3, size: 10, waiting: 0 });
  server.pool('database', { used: 10, size: 10, waiting: 4 });
  expect(await words()).toEqual([
    ...['memory  bytes 400', 'memory  samples 2', 'pool database used 13', 'pool database size 20'],
    ...['pool database waiting 4', 'pool database samples 2'],
  ]);
});
